"""The closed lists of the case file (contract.md); national code tables are in `codes`."""

from enum import StrEnum


class Business(StrEnum):
    """What the applicant came for."""

    SETTLEMENT = "settlement"
    RESIDENCE_PERMIT = "residence_permit"


class Route(StrEnum):
    """By which clause of 天政办发〔2020〕5号: clause 1 (general) or clause 2 (registered poverty, 建档立卡)."""

    GENERAL = "general"
    POVERTY = "poverty"


class ApplicantCategory(StrEnum):
    """Which group of people the applicant belongs to; statistical, never a condition."""

    AGRICULTURAL_TRANSFER = "agricultural_transfer"
    GRADUATE = "graduate"
    INTERCITY_WORKER = "intercity_worker"
    STUDENT = "student"
    OTHER_RESIDENT = "other_resident"


class JurisdictionBasis(StrEnum):
    """Why this station: the applicant resides, lives or works here; by their own word."""

    RESIDE = "reside"
    LIVE = "live"
    WORK = "work"


class Housing(StrEnum):
    """How the applicant lives; decides which households are offered, never whether."""

    OWN = "own"
    RENT = "rent"
    NONE = "none"
    OTHER = "other"


class DestinationKind(StrEnum):
    """Which household the family goes to."""

    OWN_HOME = "own_home"
    RELATIVE_HOUSEHOLD = "relative_household"
    UNIT_COLLECTIVE = "unit_collective"
    PUBLIC_COLLECTIVE = "public_collective"


class Role(StrEnum):
    """Place in the family unit of 天政办发〔2020〕5号 clause 1."""

    APPLICANT = "applicant"
    SPOUSE = "spouse"
    MINOR_CHILD = "minor_child"
    PARENT = "parent"
    OTHER_RELATIVE = "other_relative"


class Presented(StrEnum):
    """How a document was seen."""

    ORIGINAL = "original"
    COPY = "copy"
    ELECTRONIC = "electronic"
    VERIFIED_ONLINE = "verified_online"
    COMMITMENT = "commitment"


class DocumentOutcome(StrEnum):
    """What looking at a document showed."""

    MATCHES = "matches"
    DIFFERS = "differs"
    UNVERIFIED = "unverified"


class CardKind(StrEnum):
    """Which card the reader saw; the last three are no household registration of their own (居民身份证法 9)."""

    RESIDENT = "resident"
    REGION_PERMIT = "region_permit"
    FOREIGN_PERMIT_2017 = "foreign_permit_2017"
    FOREIGN_PERMIT_2023 = "foreign_permit_2023"


class RelationNature(StrEnum):
    """How a parent and child are related."""

    BIRTH = "birth"
    ADOPTED = "adopted"
    STEP = "step"
    FOSTER = "foster"


class IdAbsentReason(StrEnum):
    """Why a person has no ID number; a foreigner is a relative on record, never a mover (居民身份证法 2, 9)."""

    NEWBORN = "newborn"
    UNREGISTERED = "unregistered"
    FOREIGN = "foreign"


class TransferFlag(StrEnum):
    """The flags of statistical form 58 (公业58表)."""

    WHOLE_FAMILY = "whole_family"
    RURAL_GRADUATE = "rural_graduate"
    WORKED_LIVED_FIVE_YEARS = "worked_lived_five_years"
    RURAL_VETERAN = "rural_veteran"
    PROFESSIONAL_TITLE = "professional_title"
    SKILL_LEVEL = "skill_level"


class CaseStatus(StrEnum):
    """Where a case stands (domain.md §2); which step leads where is said in `domain.case_life`."""

    DECLINED = "declined"
    ACCEPTED = "accepted"
    SUPPLEMENT = "supplement"
    REVIEWED = "reviewed"
    AT_COUNTY = "at_county"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REGISTERED = "registered"
    DELIVERED = "delivered"
    ARCHIVED = "archived"
    REVERSED = "reversed"


class Step(StrEnum):
    """What is done to a case after it was accepted."""

    SUPPLEMENT = "supplement"
    REVIEW = "review"
    RETURN = "return"
    APPROVE = "approve"
    REFUSE = "refuse"
    REGISTER = "register"
    DELIVER = "deliver"
    ARCHIVE = "archive"
    WITHDRAW = "withdraw"
    REVERSE = "reverse"


class Crossed(StrEnum):
    """What is to be done about two decisions of one level that do not say the same."""

    COMPARE = "compare"  # nothing was done on the word of the one on paper
    ACTED = "acted"  # the station went on from it


class DraftPurpose(StrEnum):
    """What a draft becomes: a new case, the newer facts of one, or a new case in the place of one that failed."""

    NEW = "new"
    SUPPLEMENT = "supplement"
    TURN = "turn"


class SiteKind(StrEnum):
    """What a database belongs to."""

    STATION = "station"
    COUNTY = "county"
    CITY = "city"


class OfficerRole(StrEnum):
    """What an officer may do."""

    FRONT_DESK = "front_desk"
    REVIEWER = "reviewer"
    CHIEF = "chief"
    COUNTY_REVIEWER = "county_reviewer"
    ADMINISTRATOR = "administrator"
    SECURITY = "security"
    AUDITOR = "auditor"


class HouseholdKind(StrEnum):
    """Household types (户类型 1/2 with the collective kinds P, U, S, C, T of household_type.csv)."""

    FAMILY = "family"
    PUBLIC_COLLECTIVE = "public_collective"
    UNIT_COLLECTIVE = "unit_collective"
    SCHOOL_COLLECTIVE = "school_collective"
    COMMUNITY_COLLECTIVE = "community_collective"
    TALENT_COLLECTIVE = "talent_collective"


class HouseholdState(StrEnum):
    """Whether a household takes newcomers; a frozen one may be thawed, a closed one is gone and empty."""

    OPEN = "open"
    FROZEN = "frozen"
    CLOSED = "closed"


class HouseholdStep(StrEnum):
    """What happens in a household after people were registered in it (户内变动)."""

    MOVE_OUT = "move_out"  # 迁出
    DEATH = "death"  # 死亡注销
    BIRTH = "birth"  # 出生登记
    MARRIAGE = "marriage"  # 婚入
    HEAD = "head"  # 户主变更
    SET_UP = "set_up"  # 立户


class Outcome(StrEnum):
    """What a level says to a case."""

    APPROVE = "approve"
    RETURN = "return"
    REFUSE = "refuse"


class Level(StrEnum):
    """Who decides."""

    STATION = "station"
    COUNTY = "county"


class PermitGround(StrEnum):
    """Why somebody may have a residence permit: one of the three is enough (居住证暂行条例 2)."""

    WORK = "work"  # 合法稳定就业
    DWELLING = "dwelling"  # 合法稳定住所
    STUDY = "study"  # 连续就读


class PermitStatus(StrEnum):
    """Where a residence permit stands; it follows from its dates (`domain.permits.status_on`)."""

    APPLIED = "applied"  # 受理, being made
    VALID = "valid"  # 有效
    SUSPENDED = "suspended"  # 使用功能中止
    REPLACING = "replacing"  # 换(补)领制发中
    CANCELLED = "cancelled"  # 注销


class PermitStep(StrEnum):
    """What is done with a residence permit after it was applied for."""

    ISSUE = "issue"  # 制发
    ENDORSE = "endorse"  # 签注
    REPLACE = "replace"  # 换领、补领
    CANCEL = "cancel"  # 注销


class PermitBusiness(StrEnum):
    """What a card is made for: the first one, one for an old one, one for a lost one (居住证暂行条例 11)."""

    FIRST = "first"  # 首次申领
    RENEW = "renew"  # 换领
    LOST = "lost"  # 补领


class PermitEnd(StrEnum):
    """Why a residence permit ended."""

    SETTLED = "settled"  # 已落户
    LEFT = "left"  # 离开居住地
    DIED = "died"  # 死亡
    MISTAKEN = "mistaken"  # 登记有误


class PermitFilter(StrEnum):
    """Which residence permits a list shows: those with which something is to be done, or all."""

    ALL = "all"
    TO_HAND_OUT = "to_hand_out"  # 待发证
    DUE = "due"  # 待签注
    SUSPENDED = "suspended"  # 已中止
    TO_CANCEL = "to_cancel"  # 持证人已落户,待注销
