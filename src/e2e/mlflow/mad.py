"""A proxy before a real server that is mad now and then: what a broken network, gateway or server does to a client."""

import http.client
import http.server
import itertools
import threading

MOODS = ["429", "500", "503", "page", "never", "half", "wrong", "lost"]
SANE_BETWEEN = 6
"""So that something gets through; a mood comes after so many sane answers."""


class MadProxy:
    """@param port of the real server, on loopback"""

    def __init__(self, port):
        self.port, self.over = port, threading.Event()
        self.moods = itertools.cycle(mood for name in MOODS for mood in [name] + [None] * SANE_BETWEEN)
        self.count = dict.fromkeys(MOODS, 0)
        self.lock = threading.Lock()
        proxy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_any(self):
                proxy.handle(self)

            do_GET = do_POST = do_PUT = do_any

            def log_message(self, *what):
                pass

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.base = f"http://127.0.0.1:{self.http.server_address[1]}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def close(self):
        self.over.set()
        self.http.shutdown()

    def handle(self, request):
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        with self.lock:
            mood = next(self.moods)
            if mood:
                self.count[mood] += 1
        if mood in ("429", "500", "503"):
            answer(request, int(mood), b"<html>" + mood.encode() + b"</html>")
        elif mood == "page":
            answer(request, 200, b"<html>please log in</html>")
        elif mood == "wrong":
            answer(request, 200, b"[1, 2")
        elif mood == "never":
            self.over.wait(300)
        elif mood == "half":
            request.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"experi')
            request.close_connection = True
        else:
            status, content = self.forward(request, body)
            if mood == "lost":  # carried out, but nobody hears of it
                request.close_connection = True
            else:
                answer(request, status, content)

    def forward(self, request, body):
        real = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {k: v for k, v in request.headers.items() if k.lower() not in ("host", "connection", "transfer-encoding")}
        headers.update({"Host": f"127.0.0.1:{self.port}", "Content-Length": str(len(body))})
        real.request(request.command, request.path, body, headers)
        got = real.getresponse()
        return got.status, got.read()


def answer(request, status, content):
    request.send_response(status)
    request.send_header("Content-Length", str(len(content)))
    request.end_headers()
    request.wfile.write(content)
