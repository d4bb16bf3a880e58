"""Another program at a newsroom's file, for the window tests.

`other.py hold FILE` keeps everybody from writing until it is ended; `other.py renew FILE` makes it one of a Redaksi to come.
"""

import sqlite3
import sys
import time

deed, file = sys.argv[1:]
connection = sqlite3.connect(file, isolation_level=None)
if deed == "hold":
    connection.execute("BEGIN EXCLUSIVE")
    print("held", flush=True)
    time.sleep(600)
else:
    connection.execute("PRAGMA user_version = 900")
    connection.execute("UPDATE meta SET value = '900' WHERE name = 'oldest_reader'")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
