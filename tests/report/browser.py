"""browser.py - a Chromium without a window, by ChromeDriver's protocol (W3C WebDriver)"""
import base64
import json
import os
import re
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

SECONDS = 60


class Browser:
    """Opens files; what they wrote to the console since the last time is complaints()."""

    def __init__(self):
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE,
                                       stderr=subprocess.STDOUT, text=True)
        try:
            self.address = f"http://127.0.0.1:{self._port()}/session"
            self.session = ""
            self.session = "/" + self._ask("POST", "", {"capabilities": {"alwaysMatch": {
                "goog:chromeOptions": {"args": self._arguments()},
                "goog:loggingPrefs": {"browser": "ALL"},
                "unhandledPromptBehavior": "ignore"}}})["sessionId"]
        except BaseException:
            self._stop()
            raise

    def _port(self):
        for line in self.driver.stdout:
            if found := re.search(r"started successfully on port (\d+)", line):
                return found[1]
        raise RuntimeError("chromedriver did not start")

    def _arguments(self):
        box = ["--no-sandbox"] if os.getuid() == 0 else []  # Chromium has none for root
        return box + ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage",
                      "--hide-scrollbars", f"--user-data-dir={self.profile.name}"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self._ask("DELETE", "")
        finally:
            self._stop()

    def _stop(self):
        self.driver.terminate()
        self.driver.wait(SECONDS)
        self.profile.cleanup()

    def _ask(self, method, path, data=None):
        request = urllib.request.Request(
            self.address + self.session + path, method=method,
            data=None if method != "POST" else json.dumps(data or {}).encode(),
            headers={"Content-Type": "application/json"})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=SECONDS) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from error

    def devtools(self, command, **parameters):
        return self._ask("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def look(self, width, height=900, scheme="light", media="screen", scale=1):
        """What the next pages are shown on."""
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height,
                      deviceScaleFactor=scale, mobile=width < 600)
        self.devtools("Emulation.setEmulatedMedia", media=media,
                      features=[{"name": "prefers-color-scheme", "value": scheme}])

    def open(self, path):
        self._ask("POST", "/url", {"url": "file://" + os.path.abspath(path)})

    def run(self, script, *values):
        """What the script returns; a promise is waited for."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": list(values)})

    def find(self, selector):
        return self._ask("POST", "/elements", {"using": "css selector", "value": selector})

    def press(self, element):
        self._ask("POST", f"/element/{next(iter(element.values()))}/click")

    def type(self, element, keys):
        self._ask("POST", f"/element/{next(iter(element.values()))}/value", {"text": keys})

    def complaints(self):
        time.sleep(0.2)  # the console's lines come on a way of their own
        return [entry["message"] for entry in self._ask("POST", "/se/log", {"type": "browser"})]

    def pdf(self):
        return base64.b64decode(self._ask("POST", "/print", {"background": True}))

    def picture(self):
        """A PNG of all that fits into look()."""
        return base64.b64decode(self._ask("GET", "/screenshot"))
