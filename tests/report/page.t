#!/usr/bin/env python3
"""page.t - the page of a report, in a browser: seen, pressed, printed, and attacked

$BOUNCES is the program, $AXE the script of axe-core; without that what it judges is skipped.
"""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

from browser import Browser

HERE = os.path.dirname(os.path.abspath(__file__))
PERIOD = ["--since", "2026-10-26", "--until", "2026-11-24"]
TAGS = "return [...document.querySelectorAll('*')].map((one) => one.tagName)"
HANDLERS = """return [...document.querySelectorAll("*")].flatMap((one) => [...one.attributes])
    .filter((one) => /^(on|style$|src|href)/.test(one.name)).map((one) => one.name)"""
CHARTS = """return [...document.querySelectorAll("figure > svg, td svg")].map((svg) => ({
    bars: [...svg.querySelectorAll("rect, path, polyline")].filter((bar) => {
        const box = bar.getBoundingClientRect();
        return box.width > 0 && box.height > 0;
    }).length,
    width: svg.getBoundingClientRect().width}))"""
TABLE = "const table = document.querySelectorAll('table.sortable')[arguments[0]];"
LAST_COLUMN = TABLE + "return table.tHead.rows[0].cells.length - 1"
BUTTON = TABLE + "return table.tHead.rows[0].cells[arguments[1]].querySelector('button')"
ORDER = TABLE + "return table.tHead.rows[0].cells[arguments[1]].getAttribute('aria-sort')"
COLUMN = TABLE + """return [...table.tBodies[0].rows].map((row) => row.cells[arguments[1]]).map(
    (cell) => cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value))"""
SORTED = """const [values, way] = arguments;
    const compare = (a, b) => typeof a === "number" ? a - b : a.localeCompare(b);
    return values.every((value, n) => !n || compare(values[n - 1], value) * way <= 0)"""
ENTER = "\ue007"
OVERFLOW = """const page = document.documentElement;
    const held = (one) => one.closest(".scroll, svg, head, script, style");
    const wide = [...document.querySelectorAll("body *")].filter(
        (one) => !held(one) && one.getBoundingClientRect().right > page.clientWidth + 1);
    return [page.scrollWidth - page.clientWidth, ...wide.map((one) => one.outerHTML.slice(0, 90))]"""
COLOURS = """const style = getComputedStyle(document.body);
    const light = (colour) => colour.match(/\\d+/g).slice(0, 3).reduce((sum, one) => sum + +one, 0);
    return light(style.backgroundColor) - light(style.color)"""
AXE = "return axe.run(document, {resultTypes: ['violations']}).then((all) => all.violations.map(" \
      "(one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html).join(' ')}`))"

tests = 0
failed = 0


def check(what, got, wanted=True):
    global tests, failed
    tests += 1
    good = got == wanted
    failed += not good
    print(f"{'ok' if good else 'not ok'} {tests} - {what}", flush=True)
    if not good:
        print(f"# got:    {got!r}\n# wanted: {wanted!r}", flush=True)


# Lines of a look at the domain: check, result, finding, what it is about, what was found.
LOOK = [("dkim", "fail", "dkim-none", "{}", "NXDOMAIN"),
        ("blocklist", "fail", "blocklist-listed", "192.0.2.7", "bl.example (127.0.0.2): {}"),
        ("dmarc", "warn", "dmarc-blind", "example.org", "v=DMARC1; p=none; x={}"),
        ("ptr", "unknown", "ptr-unanswered", "192.0.2.7", "SERVFAIL"),
        ("spf", "ok", "spf-permits", "192.0.2.7", "v=spf1 {} -all")]
EVIL = "</blockquote></details><script>alert(5)</script><img src=x onerror=alert(6)>"


def look(store, foreign):
    """What bounces diagnose would have kept of answers in which foreign stands."""
    with sqlite3.connect(store) as base:
        base.executemany(
            "INSERT INTO diagnoses VALUES ('example.org', 1795000000, ?, ?, ?, ?, ?, ?, 0, '', '')",
            [(place, *(word.replace("{}", foreign) for word in line))
             for place, line in enumerate(LOOK)])
    base.close()


def report(bounces, folder, name, *arguments):
    """The page of a report on events.py's events; its path."""
    store, page = f"{folder}/{name}.db", f"{folder}/{name}.html"
    events = subprocess.run([f"{HERE}/events.py", *arguments], stdout=subprocess.PIPE, check=True)
    subprocess.run([bounces, "import", "--db", store, "--format", "jsonl", "-"],
                   input=events.stdout, check=True)
    look(store, EVIL if "--hostile" in arguments else "mx.example.org")
    render(bounces, store, page)
    return page


def render(bounces, store, page, *arguments):
    subprocess.run([bounces, "report", "--db", store, *PERIOD, "--format", "html", "--output", page,
                    *arguments], check=True)


def check_pictures(browser):
    charts = browser.run(CHARTS)
    check("there are charts", len(charts) > 3)
    check("each of them shows something", [n for n, one in enumerate(charts) if not one["bars"]], [])
    check("each of them is wide enough", [one for one in charts if one["width"] < 80], [])


def check_sorting(browser):
    for table, _ in enumerate(browser.find("table.sortable")):
        last = browser.run(LAST_COLUMN, table)
        for column in range(last):
            check_column(browser, table, column)
        check(f"table {table}: pictures are not sorted", browser.run(ORDER, table, last), None)


def check_column(browser, table, column):
    button = browser.run(BUTTON, table, column)
    before = sorted(map(str, browser.run(COLUMN, table, column)))
    for press in (lambda: browser.press(button), lambda: browser.type(button, ENTER)):
        press()
        order = browser.run(ORDER, table, column)
        values = browser.run(COLUMN, table, column)
        check(f"table {table}, column {column}: {order}",
              browser.run(SORTED, values, {"ascending": 1, "descending": -1}[order]))
        check(f"table {table}, column {column}: nothing is lost", sorted(map(str, values)), before)


def check_rules(browser, axe, where):
    if axe:
        browser.run(axe + "\nwindow.axe = axe;")
        check(f"axe-core finds nothing, {where}", browser.run(AXE), [])


def check_looks(browser, page, axe):
    for scheme in ("light", "dark"):
        for width in (1200, 360):
            where = f"{scheme}, {width} pixels"
            browser.look(width, scheme=scheme)
            browser.open(page)
            check(f"{where}: text and ground", (browser.run(COLOURS) > 0), scheme == "light")
            check(f"{where}: nothing is cut", browser.run(OVERFLOW), [0])
            check_rules(browser, axe, where)
            check(f"{where}: the console is silent", browser.complaints(), [])


def check_unfolding(browser, axe):
    """What was found unfolds by the keyboard, and is readable then."""
    folds = browser.find("details > summary")
    check("a line for each check", len(folds), len(LOOK))
    for fold in folds:
        browser.type(fold, ENTER)
    check("all unfold", len(browser.find("details[open] blockquote")), len(LOOK))
    check_rules(browser, axe, "unfolded")
    check("unfolded, nothing is cut", browser.run(OVERFLOW), [0])


def check_print(browser, page):
    browser.look(1200, scheme="dark", media="print")
    browser.open(page)
    check("in print, dark or not: black on white", browser.run(COLOURS), 765)
    pdf = browser.pdf()
    check("it prints", pdf[:5], b"%PDF-")
    check("on few pages", 1 <= pdf.count(b"/Type /Page\n") <= 6)


def check_without_script(browser, page):
    browser.devtools("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(page)
    check("without script there are tables", len(browser.find("table.sortable tbody tr")) > 3)
    check("and nothing to press", browser.find("button"), [])
    browser.devtools("Emulation.setScriptExecutionDisabled", value=False)


def check_hostile(browser, tame, hostile):
    browser.look(1200)
    browser.open(tame)
    tags = browser.run(TAGS)
    browser.open(hostile)
    with open(hostile, encoding="utf-8") as page:
        check("what is hostile is on the page", "alert(" in page.read())
    check("and adds no element", browser.run(TAGS), tags)
    check("nor what runs or loads", browser.run(HANDLERS), [])
    check("the console is silent", browser.complaints(), [])


def axe_core():
    """The script; "" where there is none."""
    path = os.environ.get("AXE")
    if not path:
        print("# skipped: axe-core could not be fetched by npm")
        return ""
    with open(path, encoding="utf-8") as script:
        return script.read()


def main():
    bounces = os.environ.get("BOUNCES") or os.path.abspath("bounces")
    if not shutil.which("chromedriver"):
        print("1..0 # SKIP the page in a browser: chromium-driver is not installed")
        return 0
    axe = axe_core()
    with tempfile.TemporaryDirectory() as folder, Browser() as browser:
        tame = report(bounces, folder, "tame")
        hostile = report(bounces, folder, "hostile", "--hostile")
        browser.look(1200)
        browser.open(tame)
        check_pictures(browser)
        check_sorting(browser)
        check_looks(browser, hostile, axe)
        check_unfolding(browser, axe)
        check_print(browser, tame)
        check_without_script(browser, tame)
        check_hostile(browser, tame, hostile)
        render(bounces, f"{folder}/tame.db", f"{folder}/fr.html", "--lang", "fr", "--by", "provider")
        browser.open(f"{folder}/fr.html")
        check("French", browser.run("return document.documentElement.lang"), "fr")
        check_sorting(browser)
        check_rules(browser, axe, "in French")
    print(f"1..{tests}")
    return failed > 0


sys.exit(main())
