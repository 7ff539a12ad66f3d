"""`python -m guiju` is the command `guiju`."""

from guiju.cli import main

if __name__ == "__main__":
    main()
