"""A line that breaks: a proxy that cuts each connection after so many bytes of the sender, and then none."""

import contextlib
import random
import socket
import threading


class CuttingLine:
    """Forwards to ``target``; the first ``cuts`` connections that carry much are cut at a byte that ``seed`` chooses."""

    def __init__(self, target, *, cuts, most, seed):
        self.target, self.cuts_left, self.most, self.cut_at = target, cuts, most, []
        self.random = random.Random(seed)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = self.listener.getsockname()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                near, _address = self.listener.accept()
                far = socket.create_connection(self.target)
                threading.Thread(target=self._pipe, args=(far, near), daemon=True).start()
                threading.Thread(target=self._upstream, args=(near, far), daemon=True).start()

    def _upstream(self, near, far):
        budget = self.random.randrange(2000, self.most)
        sent = 0
        with contextlib.suppress(OSError):
            while piece := near.recv(8192):
                far.sendall(piece[: budget - sent] if self.cuts_left else piece)
                sent += len(piece)
                if self.cuts_left and sent >= budget:
                    self.cuts_left -= 1
                    self.cut_at.append(budget)
                    break
        self._end(near, far)

    def _pipe(self, source, sink):
        with contextlib.suppress(OSError):
            while piece := source.recv(8192):
                sink.sendall(piece)

    def _end(self, *lines):
        for line in lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()

    def close(self):
        self.listener.close()
