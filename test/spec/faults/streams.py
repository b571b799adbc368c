"""Streams and logs that are closed, gone or hostile."""

import io
import logging
import os
import sys


def close_stdout():
    sys.stdout.close()
    return "done"


def close_stderr():
    sys.stderr.close()
    return "done"


def close_both_and_raise():
    sys.stdout.close()
    sys.stderr.close()
    raise ValueError("words")


def close_descriptors():
    for descriptor in range(3):
        os.close(descriptor)
    print("into nothing")
    return "done"


def close_all_descriptors():
    os.closerange(0, 4096)
    return "done"


def streams_are_none():
    sys.stdout = sys.stderr = sys.stdin = None
    print("into nothing")
    return "done"


def streams_are_gone():
    del sys.stdout, sys.stderr, sys.stdin
    return "done"


def flush_raises():
    class Hostile(io.StringIO):
        def flush(self):
            raise SystemExit(3)

    sys.stdout = sys.stderr = Hostile()
    return "done"


def flush_never_ends():
    class Hostile(io.StringIO):
        def flush(self):
            while True:
                pass

    sys.stdout = Hostile()
    return "done"


def write_raises():
    class Hostile(io.StringIO):
        def write(self, _):
            raise RuntimeError("no")

    sys.stdout = Hostile()
    print("words")


def no_utf8():
    sys.stdout.buffer.write(b"\xff\xfe\x00\x80\n")
    return "done"


def half_a_character():
    sys.stdout.buffer.write(b"\xd0")
    return "done"


def more_than_the_log_holds():
    for _ in range(30):
        sys.stdout.write("x" * 1_000_000)
    return "done"


def handler_raises():
    class Hostile(logging.Handler):
        def emit(self, record):
            raise RuntimeError("no")

    logging.getLogger().addHandler(Hostile())
    try:
        logging.warning("words")
    finally:
        logging.getLogger().handlers.pop()


def handler_raises_and_is_handled():
    class Hostile(logging.Handler):
        def emit(self, record):
            try:
                raise RuntimeError("no")
            except RuntimeError:
                self.handleError(record)

    logger = logging.Logger("hostile")
    logger.addHandler(Hostile())
    logger.warning("words")
    return "done"


def handler_logs():
    class Hostile(logging.Handler):
        def emit(self, record):
            logger.warning("again")

    logger = logging.Logger("hostile")
    logger.addHandler(Hostile())
    logger.warning("words")


def arguments_do_not_fit():
    logging.warning("%d", "words")
    return "done"


def argument_raises():
    class Hostile:
        def __repr__(self):
            raise RuntimeError("no")

    logging.warning("%r", Hostile())
    return "done"


def formatter_raises():
    class Hostile(logging.Formatter):
        def format(self, record):
            raise RuntimeError("no")

    logging.getLogger().handlers[0].setFormatter(Hostile())
    logging.warning("words")
    return "done"


def factory_raises():
    def make(*_, **__):
        raise RuntimeError("no")

    logging.setLogRecordFactory(make)
    logging.warning("words")


def logging_is_shut_down():
    logging.shutdown()
    logging.warning("words")
    return "done"
