"""What the log says of a request that was refused."""

import logging

FAULT = 500


class RefusalsInOneLine(logging.Filter):
    """Takes the traceback from a request that was refused: it shows only which rule said no, and hides the faults."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", FAULT) < FAULT:
            record.exc_info = record.exc_text = None
        return True
