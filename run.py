"""Make Roadcrew's own Python environment beside this file, then hand over to the command in it.

Only the standard library is used here, and only syntax that an old Python can parse, so that a machine with
no newer one gets a sentence to act on. The environment is the folder `.venv`; its stamp says what made it.
"""

import sys

OLDEST = (3, 11)
if sys.version_info < OLDEST:
    sys.stderr.write(
        "Roadcrew needs Python 3.11 or newer, and this is Python %d.%d; install a newer one from python.org "
        "or your system's packages, and run this again with it.\n" % sys.version_info[:2]
    )
    sys.exit(2)

# Every start pays for what is imported here; the rest is imported where the environment is checked or made.
import os

ROOT = os.path.dirname(os.path.realpath(__file__))
READY = "ROADCREW_ENVIRONMENT"
"""Names the environment that has been checked already, so that the second start need not check it again."""

PLAIN, TEST = "plain", "test"
COMMANDS = {
    "demo": (PLAIN, "make a demonstration engagement and its blueprint, then serve the app"),
    "serve": (PLAIN, "serve the app on this machine"),
    "work": (PLAIN, "do what has its time, beside another server"),
    "user": (PLAIN, "add, list, close and open accounts, and make password links"),
    "backup": (PLAIN, "copy everything into one file, also while it is served"),
    "restore": (PLAIN, "put a backup in place of the database"),
    "score": (PLAIN, "turn a spreadsheet of answers into scores (JSON)"),
    "blueprint": (PLAIN, "turn a spreadsheet of answers into a Word document"),
    "pack": (PLAIN, "check, make or show a method pack, or carry it through a spreadsheet"),
    "bench": (PLAIN, "measure what takes time, as ratios"),
    "test": (TEST, "run the tests; arguments go on to pytest"),
    "check": (TEST, "check format, style and types"),
}
"""Each command: what its environment must hold, and what it does."""


class Refusal(Exception):
    """Something the person at the keyboard can put right; the text says what and how."""


def main(arguments):
    """Run one command in the environment and return its exit code, or replace this process by it."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(usage())
        return 0
    if arguments[0] not in COMMANDS:
        raise Refusal("There is no command %r; choose one of: %s." % (arguments[0], ", ".join(COMMANDS)))
    environment = Environment(ROOT)
    if os.environ.get(READY) != environment.folder or not environment.is_running():
        environment.make_ready(COMMANDS[arguments[0]][0])
    if not environment.is_running():
        return environment.start(arguments)

    # Only here, inside the environment, can the application's libraries be found.
    from workshop.commands import main as run_command

    return run_command(arguments)


def usage():
    """Return the help text: every command in a line."""
    lines = ["usage: python3 run.py COMMAND [...]", ""]
    lines += ["  %-10s %s" % (name, about) for name, (_, about) in COMMANDS.items()]
    lines += ["", "python3 run.py COMMAND --help tells more about one of them."]
    return "\n".join(lines)


def say(sentence):
    """Tell the person at the keyboard, apart from what the command itself prints."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


class Environment:
    """The folder `.venv` in the project's root: what it was made from, and how it is made."""

    def __init__(self, root):
        """Name the places; nothing is read or made yet."""
        self.root = root
        self.folder = os.path.join(root, ".venv")
        self.stamp = os.path.join(self.folder, "made-from")
        self.declaration = os.path.join(root, "pyproject.toml")
        binaries = os.path.join("Scripts", "python.exe") if os.name == "nt" else os.path.join("bin", "python")
        self.interpreter = os.path.join(self.folder, binaries)

    def is_running(self):
        """Tell whether this very process runs in the environment."""
        return os.path.realpath(sys.prefix) == os.path.realpath(self.folder)

    def start(self, arguments):
        """Replace this process by run.py in the environment; on Windows wait for it and return its code."""
        os.environ[READY] = self.folder
        command = [self.interpreter, os.path.join(self.root, "run.py")] + list(arguments)
        if os.name != "nt":
            sys.stdout.flush()
            os.execv(self.interpreter, command)
        # Windows has no exec that keeps the console; elsewhere the import would be paid for nothing.
        import subprocess

        return subprocess.call(command)

    def wanted(self, extra):
        """Return the words of the stamp that an environment made now would carry."""
        try:
            with open(self.declaration, "rb") as file:
                declared = file.read()
        except OSError as problem:
            raise Refusal(
                "%s cannot be read (%s); run.py needs the whole project around it."
                % (self.declaration, problem.strerror)
            )
        maker = repr((sys.version_info[:3], os.path.realpath(sys.base_prefix), self.folder))
        return [_digest(maker.encode("utf-8", "surrogateescape")), _digest(declared), extra]

    def found(self):
        """Return the words of the stamp; three empty ones where the environment was never finished."""
        try:
            with open(self.stamp, encoding="ascii") as file:
                words = file.read().split()
        except (OSError, ValueError):
            words = []
        return words if len(words) == 3 and os.path.exists(self.interpreter) else ["", "", ""]

    def serves(self, extra):
        """Tell whether the environment is complete and current; one for the tests serves the rest too."""
        maker, declared, has = self.found()
        return [maker, declared] == self.wanted(extra)[:2] and has in (TEST, extra)

    def make_ready(self, extra):
        """Make or bring up to date what is not; a second run that comes meanwhile waits for the first."""
        if self.serves(extra):
            return
        try:
            with Turn(os.path.join(self.root, ".venv.lock")):
                if not self.serves(extra):
                    self._make(extra)
        except OSError as problem:
            raise Refusal(
                "The environment cannot be made in %s (%s); move the project to a folder of your own with "
                "some 500 MB free, and run this again." % (self.folder, problem.strerror or problem)
            )

    def _make(self, extra):
        """Build and install; the stamp goes first and comes back last, so a kill in between is noticed."""
        maker, _, has = self.found()
        wanted = self.wanted(TEST if TEST in (extra, has) else PLAIN)
        if os.path.exists(self.stamp):
            os.remove(self.stamp)
        if maker == wanted[0]:
            say("Bringing the environment in .venv up to date.")
        else:
            say("Making the environment in .venv; this happens once and takes a moment.")
            self._build()
        self._install(self.requirements(wanted[2]))
        with open(self.stamp + ".part", "w", encoding="ascii") as file:
            file.write(" ".join(wanted) + "\n")
        os.replace(self.stamp + ".part", self.stamp)

    def _build(self):
        """Make an empty environment, whatever was there before."""
        from importlib.util import find_spec

        if os.path.islink(self.folder):
            # Whoever else uses what it leads to would lose it.
            raise Refusal("%s is a link; remove it, and run this again." % self.folder)
        if find_spec("venv") is None or find_spec("ensurepip") is None:
            raise Refusal(
                "This Python lacks its venv module; install it (on Debian and Ubuntu: "
                "sudo apt install python%d.%d-venv), and run this again." % sys.version_info[:2]
            )
        base = getattr(sys, "_base_executable", None) or sys.executable
        failed, output = _run([base, "-m", "venv", "--clear", self.folder])
        if failed:
            raise Refusal(
                "The environment could not be made in %s (%s); put that right, and run this again."
                % (self.folder, _last_line(output))
            )

    def _install(self, requirements):
        """Install the requirements with pip."""
        options = ["--quiet", "--disable-pip-version-check", "--no-input"]
        failed, output = _run([self.interpreter, "-m", "pip", "install"] + options + requirements)
        if not failed:
            return
        if any(sign in output for sign in NO_CONNECTION):
            raise Refusal(
                "The packages could not be fetched, since the package index cannot be reached; check the "
                "connection (behind a proxy: set HTTPS_PROXY), and run this again."
            )
        raise Refusal(
            "The packages could not be installed (%s); put that right, and run this again."
            % _last_line(output)
        )

    def requirements(self, extra):
        """Return what pyproject.toml asks for, with the test extra or plain."""
        import tomllib

        try:
            with open(self.declaration, "rb") as file:
                project = tomllib.load(file)["project"]
            optional = project["optional-dependencies"][TEST] if extra == TEST else []
            return project["dependencies"] + optional
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as problem:
            raise Refusal(
                "pyproject.toml does not say what to install (%s); restore it, and run this again." % problem
            )


NO_CONNECTION = (
    "NewConnectionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProxyError",
    "SSLError",
    "NameResolutionError",
    "Failed to establish a new connection",
    "Connection aborted",
    "Network is unreachable",
)
"""What pip writes when it did not get through."""


def _digest(data):
    import hashlib

    return hashlib.sha256(data).hexdigest()


def _last_line(output):
    """Return the last error of a program's output, else its last line, as the reason within a sentence."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    reason = (errors or lines or ["no reason given"])[-1]
    return reason.removeprefix("ERROR:").strip().rstrip(".")


def _run(command):
    """Run a program and return whether it failed, and all it wrote."""
    import subprocess

    surroundings = dict(os.environ, PIP_USER="0", PYTHONUTF8="1")
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=surroundings,
        # The lock is handed down, so that it holds for as long as a pip whose parent was killed.
        close_fds=False,
    )
    return done.returncode != 0, done.stdout.decode("utf-8", "replace")


class Turn:
    """Hold a lock file, so that runs at the same time make the environment one after the other."""

    def __init__(self, path):
        """Name the lock file; it is made when the turn comes, and stays."""
        self.path = path

    def __enter__(self):
        """Take the lock; wait, and say so, while another run holds it."""
        self.file = open(self.path, "a+b")
        os.set_inheritable(self.file.fileno(), True)
        if not self._take(False):
            say("Another run is making the environment; waiting for it.")
            while not self._take(True):
                pass
        return self

    def __exit__(self, *_):
        """Give the lock back, which closing does."""
        self.file.close()

    def _take(self, wait):
        """Take the lock and return True, or False where another run holds it."""
        try:
            if os.name == "nt":
                import msvcrt

                self.file.seek(0)
                msvcrt.locking(self.file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(self.file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            if os.name == "nt" or isinstance(problem, BlockingIOError):
                return False
            raise
        return True


if __name__ == "__main__":
    try:
        code = main(sys.argv[1:])
    except Refusal as refusal:
        say(str(refusal))
        code = 2
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
