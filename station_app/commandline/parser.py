"""The grammar of the command line (contract.md). Common options are taken before or after the command."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, NoReturn

from station_app import __version__, texts
from station_app.commandline.complaints import said
from station_app.commandline.household_grammar import declare_households
from station_app.commandline.layouts import declare_layouts
from station_app.commandline.permit_grammar import declare_permits
from station_app.commandline.stock_grammar import declare_stock
from station_app.domain.counting import Area
from station_app.domain.ledger import Sort
from station_app.domain.print_jobs import Sides
from station_app.domain.reprints import ASKED
from station_app.domain.vocabulary import CaseStatus, Level, OfficerRole, Outcome, Route, SiteKind
from station_app.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

LATER = (
    "backup",
    "restore",
)
"""Commands of the contract that a later version brings; until then they say so."""

LONGEST_WAIT = 60
"""Seconds a command may wait for a card."""


class _Words(argparse.HelpFormatter):
    """Writes usage with its heading in the chosen language."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Begin the usage with our own word for it, unless there is to be none."""
        super().add_usage(usage, actions, groups, texts.say("cli.usage") if prefix is None else prefix)


class _Raw(_Words, argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of an example as they are."""


class Parser(argparse.ArgumentParser):
    """A parser whose words are ours: headings, and errors with a code, a sentence and a next step, exit status 2."""

    def __init__(self, *, add_help: bool = True, formatter_class: type[_Words] = _Words, **options: Any) -> None:
        """Take what argparse takes; `--help` is declared here for its sentence."""
        super().__init__(add_help=False, formatter_class=formatter_class, **options)
        if add_help:
            sentence = texts.say("cli.help_option")
            self.add_argument("-h", "--help", action="help", default=argparse.SUPPRESS, help=sentence)

    def format_help(self) -> str:
        """Give the help under headings in the chosen language."""
        self._positionals.title, self._optionals.title = texts.say("cli.arguments"), texts.say("cli.options")
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Turn argparse's complaint into a `UsageError`."""
        raise UsageError("usage", problem=said(message), usage=self.format_usage().strip(), help=f"{self.prog} --help")


def build() -> Parser:
    """Build the whole grammar in the language chosen for this process."""
    common = _common()
    parser = Parser(prog="station-app", description=texts.say("cli.about"), parents=[common], allow_abbrev=False)
    parser.add_argument(
        "--version", action="version", version=f"station-app {__version__}", help=texts.say("cli.version_option")
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)

    def command(name: str, example: str) -> Parser:
        sentence = texts.say(f"cli.help.{name}")
        made: Parser = commands.add_parser(
            name,
            help=sentence,
            description=sentence,
            epilog=f"{texts.say('cli.example')}: station-app {example}",
            parents=[common],
            allow_abbrev=False,
            formatter_class=_Raw,
        )
        return made

    for declare in (
        _declare_cases,
        _declare_lists,
        _declare_ledger,
        _declare_statistics,
        _declare_facts,
        _declare_steps,
        _declare_papers,
        _declare_sites,
        lambda command: declare_households(command, _positive),
        lambda command: declare_permits(command, _positive),
        lambda command: declare_stock(command, _positive),
        _declare_officers,
        _declare_exchange,
        _declare_rest,
    ):
        declare(command)
    for name in LATER:
        later: Parser = commands.add_parser(name, parents=[common], add_help=False, allow_abbrev=False)
        later.add_argument("rest", nargs=argparse.REMAINDER)
    return parser


def _common() -> Parser:
    """Options of every command. SUPPRESS keeps a later default from erasing what stood before the command."""
    common = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group(texts.say("cli.common"))
    group.add_argument("--home", metavar="DIR", help=texts.say("cli.help.home"))
    group.add_argument("--database", metavar="URL", help=texts.say("cli.help.database"))
    group.add_argument("--officer", metavar="BADGE", help=texts.say("cli.help.officer_option"))
    group.add_argument("--password-file", metavar="FILE", help=texts.say("cli.help.password_file"))
    group.add_argument("--json", action="store_true", help=texts.say("cli.help.json"))
    group.add_argument("--lang", choices=texts.LANGUAGES, help=texts.say("cli.help.lang"))
    group.add_argument("--practice", action="store_true", help=texts.say("cli.help.practice"))
    return common


def _declare_cases(command: Callable[[str, str], Parser]) -> None:
    check = command("check", "check family.json --json")
    check.add_argument("files", nargs="+", metavar="FILE")
    check.add_argument("--confirm", action="append", metavar="CODE=REASON", help=texts.say("cli.help.confirm"))
    numbers = command("id", "id 11010519491231002X")
    numbers.add_argument("numbers", nargs="+", metavar="NUMBER")
    schema = command("schema", "schema case")
    schema.add_argument("what", nargs="?", default="case", choices=("case", "permit", "entry", "bundle"))
    accept = command("accept", "accept family.json --papers out --officer 0001")
    accept.add_argument("file", metavar="FILE")
    accept.add_argument("--papers", metavar="DIR", help=texts.say("cli.help.papers"))
    accept.add_argument("--attach", metavar="DIR", help=texts.say("cli.help.attach"))
    accept.add_argument("--confirm", action="append", metavar="CODE=REASON", help=texts.say("cli.help.confirm"))
    show = command("show", "show 620502001-20261123-HJ0001")
    show.add_argument("case_no", metavar="CASE_NO")
    find = command("find", "find wjg")
    find.add_argument("text", metavar="TEXT")
    find.add_argument("--limit", type=_positive, default=50, metavar="N")


def _declare_lists(command: Callable[[str, str], Parser]) -> None:
    queue = command("queue", "queue decide --officer 0002")
    queue.add_argument("name", nargs="?", metavar="NAME", help=texts.say("cli.help.queue_name"))
    queue.add_argument("--limit", type=_positive, default=200, metavar="N", help=texts.say("cli.help.queue_limit"))


def _declare_statistics(command: Callable[[str, str], Parser]) -> None:
    stats = command("stats", "stats --month 2026-11 --by station --json")
    stats.add_argument("--month", required=True, metavar="YYYY-MM", help=texts.say("cli.help.stats_month"))
    stats.add_argument("--by", choices=[area.value for area in Area], help=texts.say("cli.help.stats_by"))
    stats.add_argument("--form", choices=("58",), help=texts.say("cli.help.stats_form"))
    stats.add_argument("--xlsx", metavar="FILE", help=texts.say("cli.help.stats_xlsx"))
    stats.add_argument("--pdf", metavar="FILE", help=texts.say("cli.help.stats_pdf"))
    stats.add_argument("--figure", metavar="CODE", help=texts.say("cli.help.stats_figure"))
    stats.add_argument("--ranking", action="store_true", help=texts.say("cli.help.stats_ranking"))
    stats.add_argument("--freeze", action="store_true", help=texts.say("cli.help.stats_freeze"))
    stats.add_argument("--reason", metavar="TEXT", help=texts.say("cli.help.stats_reason"))


def _declare_facts(command: Callable[[str, str], Parser]) -> None:
    number = "620502001-20261123-HJ0001"
    supplement = command("supplement", f"supplement {number} family.json --text 更正姓名")
    supplement.add_argument("case_no", metavar="CASE_NO")
    supplement.add_argument("file", metavar="FILE")
    supplement.add_argument("--text", metavar="TEXT", help=texts.say("cli.help.supplement_text"))
    supplement.add_argument("--based-on", type=int, metavar="REVISION", help=texts.say("cli.help.based_on"))
    supplement.add_argument("--attach", metavar="DIR", help=texts.say("cli.help.attach"))
    turn = command("turn", f"turn {number} --papers out")
    turn.add_argument("case_no", metavar="CASE_NO")
    turn.add_argument("--papers", metavar="DIR", help=texts.say("cli.help.papers"))
    for made in (supplement, turn):
        made.add_argument("--confirm", action="append", metavar="CODE=REASON", help=texts.say("cli.help.confirm"))
    decline = command("decline", "decline family.json --reason not_competent --text 请到甘谷县公安局大像山派出所办理")
    decline.add_argument("file", metavar="FILE")
    decline.add_argument("--reason", metavar="CODE", help=texts.say("cli.help.ground"))
    decline.add_argument("--text", metavar="TEXT", help=texts.say("cli.help.said"))


def _declare_ledger(command: Callable[[str, str], Parser]) -> None:
    states = [status.value for status in CaseStatus]
    ledger = command("ledger", "ledger 王 --status accepted --accepted 2026-11-01..2026-11-30 --out ledger.xlsx")
    ledger.add_argument("text", nargs="?", default="", metavar="TEXT")
    ledger.add_argument("--status", action="append", choices=states, metavar="STATUS")
    ledger.add_argument("--ended-as", action="append", choices=states, metavar="STATUS")
    ledger.add_argument("--route", choices=[route.value for route in Route])
    ledger.add_argument("--level", choices=[level.value for level in Level])
    for name in ("accepted", "decided", "registered"):
        ledger.add_argument(f"--{name}", metavar="DATE..DATE", help=texts.say("cli.help.ledger_period"))
    for name in ("accepted-by", "decided-by"):
        ledger.add_argument(f"--{name}", metavar="BADGE")
    ledger.add_argument("--division", metavar="CODE", help=texts.say("cli.help.ledger_division"))
    ledger.add_argument("--site", metavar="CODE")
    ledger.add_argument("--sort", choices=[sort.value for sort in Sort])
    ledger.add_argument("--ascending", action="store_true")
    ledger.add_argument("--limit", type=_positive, default=100, metavar="N")
    ledger.add_argument("--after", metavar="MARK", help=texts.say("cli.help.ledger_after"))
    ledger.add_argument("--view", metavar="NAME", help=texts.say("cli.help.ledger_view"))
    ledger.add_argument("--save-view", metavar="NAME", help=texts.say("cli.help.ledger_save_view"))
    ledger.add_argument("--out", metavar="FILE", help=texts.say("cli.help.ledger_out"))
    ledger.add_argument("--full", action="store_true", help=texts.say("cli.help.ledger_full"))
    ledger.add_argument("--reason", metavar="TEXT", help=texts.say("cli.help.ledger_reason"))
    view = command("view", "view list")
    view.add_argument("action", nargs="?", choices=("list", "forget"), default="list")
    view.add_argument("name", nargs="?", metavar="NAME")


def _declare_steps(command: Callable[[str, str], Parser]) -> None:
    number = "620502001-20261123-HJ0001"
    decide = command("decide", f"decide {number} --level station --outcome approve")
    decide.add_argument("case_no", metavar="CASE_NO")
    decide.add_argument("--level", required=True, choices=[level.value for level in Level])
    decide.add_argument("--outcome", required=True, choices=[outcome.value for outcome in Outcome])
    decide.add_argument("--reason", metavar="CODE", help=texts.say("cli.help.ground"))
    decide.add_argument("--text", metavar="TEXT", help=texts.say("cli.help.said"))
    decide.add_argument("--reference", metavar="文号", help=texts.say("cli.help.reference"))
    decide.add_argument("--decided-by", metavar="NAME", help=texts.say("cli.help.decided_by"))
    decide.add_argument("--decided-on", metavar="YYYY-MM-DD", help=texts.say("cli.help.decided_on"))
    decide.add_argument("--scan", metavar="FILE", help=texts.say("cli.help.form_scan"))
    for step, words in (
        ("review", "--text 材料齐全,关系属实"),
        ("withdraw", ""),
        ("reverse", "--reason 录入时选错了人"),
        ("deliver", "--text 本人领取"),
        ("archive", "--text 2026-03-17号柜"),
    ):
        made = command(step, f"{step} {number} {words}".rstrip())
        made.add_argument("case_no", metavar="CASE_NO")
        made.add_argument("--text", "--reason", dest="text", metavar="TEXT", help=texts.say(f"cli.help.{step}_text"))
    register = command("register", f"register {number}")
    register.add_argument("case_no", metavar="CASE_NO")
    register.add_argument("--household", metavar="NUMBER", help=texts.say("cli.help.register_household"))


def _declare_papers(command: Callable[[str, str], Parser]) -> None:
    paper = command("print", "print 620502001-20261123-HJ0001 --paper receipt --pdf receipt.pdf")
    paper.add_argument("case_no", metavar="CASE_NO")
    paper.add_argument("more", nargs="*", metavar="CASE_NO", help=texts.say("cli.help.print_more"))
    paper.add_argument("--paper", required=True, metavar="NAME", help=texts.say("cli.help.paper_names"))
    where = paper.add_mutually_exclusive_group()
    where.add_argument("--pdf", metavar="FILE")
    where.add_argument("--printer", metavar="NAME")
    paper.add_argument("--sides", choices=[side.value for side in Sides], help=texts.say("cli.help.print_sides"))
    paper.add_argument("--reason", choices=[reason.value for reason in ASKED], help=texts.say("cli.help.reprint"))
    paper.add_argument("--text", metavar="TEXT", help=texts.say("cli.help.reprint_text"))
    paper.add_argument("--stock", action="store_true", help=texts.say("cli.help.print_stock"))
    paper.add_argument("--number", metavar="NUMBER", default="", help=texts.say("cli.help.print_number"))
    spool = command("spool", "spool retry 3f2a9c0d11223344")
    acts = ("list", "run", "retry", "reroute", "cancel", "came-out", "nothing-came")
    spool.add_argument("action", nargs="?", choices=acts, default="list")
    spool.add_argument("job", nargs="?", metavar="JOB", default="")
    spool.add_argument("--printer", metavar="NAME", help=texts.say("cli.help.spool_printer"))
    spool.add_argument("--ended", action="store_true", help=texts.say("cli.help.spool_ended"))
    page = command("print-calibration", "print-calibration --printer HP_LaserJet")
    to = page.add_mutually_exclusive_group(required=True)
    to.add_argument("--pdf", metavar="FILE")
    to.add_argument("--printer", metavar="NAME")
    page.add_argument("--sheet", choices=("a4", "a5"), default="a4", help=texts.say("cli.help.calibration_sheet"))
    notice = command("notice", "notice family.json --papers out --officer 0001")
    notice.add_argument("file", metavar="FILE")
    saved = notice.add_mutually_exclusive_group()
    saved.add_argument("--pdf", metavar="FILE")
    saved.add_argument("--papers", metavar="DIR", help=texts.say("cli.help.notice_papers"))
    notice.add_argument("--confirm", action="append", metavar="CODE=REASON", help=texts.say("cli.help.confirm"))
    verify = command("verify-paper", "verify-paper 'TSHJ2/...'")
    verify.add_argument("text", metavar="TEXT")


def _declare_sites(command: Callable[[str, str], Parser]) -> None:
    init = command(
        "init",
        "init --site-kind station --site-code 620502001 --site-name 大城派出所 --officer-name 王景行 --officer 0001",
    )
    init.add_argument("--site-kind", required=True, choices=[kind.value for kind in SiteKind])
    init.add_argument("--site-code", required=True, metavar="CODE")
    init.add_argument("--site-name", required=True, metavar="NAME")
    init.add_argument("--officer-name", required=True, metavar="NAME")
    init.add_argument("--recovery-sheet", metavar="FILE", help=texts.say("cli.help.recovery_sheet"))
    init.add_argument("--practice-site", action="store_true", help=texts.say("cli.help.practice_site"))
    command("recover", "recover --officer 0001")
    site = command("site", "site request --to /media/stick")
    site.add_argument("action", choices=("request", "enrol", "trust", "digest"))
    site.add_argument("file", nargs="?", metavar="FILE")
    site.add_argument("--to", metavar="DIR")
    site.add_argument("--channel", metavar="SITE", help=texts.say("cli.help.digest_channel"))


def _declare_officers(command: Callable[[str, str], Parser]) -> None:
    officer = command(
        "officer", "officer add --badge 0002 --name 马秀兰 --role front_desk --must-change --officer 0001"
    )
    officer.add_argument("action", choices=("list", "add", "change", "disable", "reset", "rotate"))
    officer.add_argument("--badge", metavar="BADGE", help=texts.say("cli.help.officer_badge"))
    officer.add_argument("--name", metavar="NAME")
    roles = [role.value for role in OfficerRole]
    officer.add_argument("--role", action="append", choices=roles, help=texts.say("cli.help.officer_role"))
    officer.add_argument("--must-change", action="store_true", help=texts.say("cli.help.must_change"))
    officer.add_argument("--reason", metavar="TEXT", help=texts.say("cli.help.officer_reason"))
    command("password", "password --officer 0002")
    shift = command("shift", "shift hand-over --to 0002 --pdf shift.pdf --officer 0001")
    shift.add_argument("action", nargs="?", choices=("show", "hand-over"), default="show")
    shift.add_argument("--to", metavar="BADGE", help=texts.say("cli.help.shift_to"))
    shift.add_argument("--remarks", metavar="TEXT", help=texts.say("cli.help.shift_remarks"))
    shift.add_argument("--last", action="store_true", help=texts.say("cli.help.shift_last"))
    shift.add_argument("--pdf", metavar="FILE")
    looks = command("looks", "looks --subject 620502001-20261123-HJ0001 --officer 0009")
    looks.add_argument("--subject", metavar="CASE_NO", help=texts.say("cli.help.looks_subject"))
    looks.add_argument("--by", metavar="BADGE", help=texts.say("cli.help.looks_by"))
    looks.add_argument("--limit", type=_positive, default=100, metavar="N")


def _declare_exchange(command: Callable[[str, str], Parser]) -> None:
    export = command("export", "export --to /media/stick")
    export.add_argument("--to", required=True, metavar="DIR")
    export.add_argument("--channel", metavar="SITE")
    export.add_argument("--sheet", metavar="FILE", help=texts.say("cli.help.bundle_sheet"))
    export.add_argument("--again", type=_positive, metavar="NUMBER", help=texts.say("cli.help.again"))
    for name in ("inspect", "import"):
        made = command(name, f"{name} 620502001-to-620502-000001.tsbundle")
        made.add_argument("bundle", metavar="BUNDLE")


def _declare_rest(command: Callable[[str, str], Parser]) -> None:
    card = command("card", "card read --wait 20")
    card.add_argument("action", choices=("read",))
    card.add_argument("--port", metavar="PATH", help=texts.say("cli.help.card_port"))
    card.add_argument("--wait", type=_seconds, default=10, metavar="SECONDS", help=texts.say("cli.help.card_wait"))
    journal = command("journal", "journal verify")
    journal.add_argument("action", choices=("verify", "rebuild", "export"))
    journal.add_argument("--to", metavar="FILE")
    journal.add_argument("--deep", action="store_true", help=texts.say("cli.help.deep"))
    journal.add_argument("--days", type=_positive, default=7, metavar="N", help=texts.say("cli.help.deep_days"))
    journal.add_argument("--masked", action="store_true", help=texts.say("cli.help.masked"))
    clock = command("clock", 'clock confirm --time "2026-11-23 09:30"')
    clock.add_argument("action", nargs="?", choices=("show", "confirm"), default="show")
    clock.add_argument("--time", metavar="TIME", help=texts.say("cli.help.clock_time"))
    remind = command("remind", "remind 620502001-20261123-HJ0001 --text 请尽快审批")
    remind.add_argument("case_no", metavar="CASE_NO")
    remind.add_argument("--text", metavar="TEXT", help=texts.say("cli.help.remind_text"))
    extend = command("extend", "extend 620502001-20261123-HJ0001 --text 需向原户口所在地核查 --told-on 2026-12-18")
    extend.add_argument("case_no", metavar="CASE_NO")
    extend.add_argument("--text", "--reason", dest="text", metavar="TEXT", help=texts.say("cli.help.extend_text"))
    extend.add_argument("--told-on", metavar="YYYY-MM-DD", help=texts.say("cli.help.extend_told"))
    due = command("due", "due --least amber")
    due.add_argument("--least", choices=("amber", "red", "overdue"), help=texts.say("cli.help.due_least"))
    calendar = command("calendar", "calendar import holidays-2027.csv")
    calendar.add_argument("action", nargs="?", choices=("show", "import", "export"), default="show")
    calendar.add_argument("file", nargs="?", metavar="FILE")
    calendar.add_argument("--year", type=_positive, metavar="YYYY", help=texts.say("cli.help.calendar_year"))
    calendar.add_argument("--confirm", action="append", metavar="CODE=REASON", help=texts.say("cli.help.confirm"))
    declare_layouts(command)
    bench = command("bench", "bench save")
    bench.add_argument("names", nargs="*", metavar="NAME")
    bench.add_argument("--seed-million", action="store_true", help=texts.say("cli.help.seed_million"))
    bench.add_argument("--cases", type=_positive, metavar="N", help=texts.say("cli.help.seed_cases"))
    demo = command("demo", "demo --out demo-out")
    demo.add_argument("--out", metavar="DIR", default="demo-out")


def _positive(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if number < 1:
        raise argparse.ArgumentTypeError(texts.say("cli.not_positive"))
    return number


def _seconds(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:4]) <= LONGEST_WAIT and len(text) < 4):
        raise argparse.ArgumentTypeError(texts.say("cli.not_seconds", most=LONGEST_WAIT))
    return int(text)


def language_of(arguments: Sequence[str]) -> str | None:
    """Find `--lang` before parsing, because the help itself is in that language."""
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None
