"""From which age somebody may have an account on their own: one table, each line with its source.

The table holds the age of digital consent: article 8(1) GDPR lets a member state lower 16 to no less than 13. Where it
is silent, or where we are not sure of a country's law, 16 holds. We rest accounts on contract and not on consent, and
still take these ages, since they say from when the legislator trusts a young person with such a decision.
"""

import calendar
from datetime import date
from typing import NamedTuple

OTHERWISE = 16
"""Article 8(1) GDPR, first sentence; also for every country that is not in the table."""


class Rule(NamedTuple):
    """The minimum age in one country, and where it is written."""

    age: int
    source: str


RULES = {  # ISO 3166-1 alpha-2
    "AT": Rule(14, "DSG § 4(4)"),
    "BE": Rule(13, "Act of 30 July 2018 on the protection of natural persons, art. 7"),
    "BG": Rule(14, "Personal Data Protection Act, art. 25c"),
    "CY": Rule(14, "Law 125(I)/2018, s. 8"),
    "CZ": Rule(15, "Act 110/2019 Coll., § 7"),
    "DK": Rule(15, "Databeskyttelsesloven § 6(2), as in force from 1 January 2024"),
    "EE": Rule(13, "Personal Data Protection Act, § 8"),
    "ES": Rule(14, "Ley Orgánica 3/2018, art. 7"),
    "FI": Rule(13, "Data Protection Act 1050/2018, § 5"),
    "FR": Rule(15, "Loi 78-17 Informatique et Libertés, art. 45"),
    "GR": Rule(15, "Law 4624/2019, art. 21"),
    "HR": Rule(16, "Act on the implementation of the GDPR (NN 42/2018), art. 19"),
    "IE": Rule(16, "Data Protection Act 2018, s. 31"),
    "IT": Rule(14, "Codice privacy (D.Lgs. 196/2003), art. 2-quinquies"),
    "LT": Rule(14, "Law on Legal Protection of Personal Data, art. 6"),
    "LV": Rule(13, "Personal Data Processing Law, s. 33"),
    "MT": Rule(13, "Subsidiary Legislation 586.11, reg. 3"),
    "NL": Rule(16, "Uitvoeringswet AVG, art. 5"),
    "PT": Rule(13, "Lei 58/2019, art. 16"),
    "SE": Rule(13, "Act 2018:218, chapter 2, § 4"),
    "SI": Rule(15, "ZVOP-2, art. 8"),
    "SK": Rule(16, "Act 18/2018, § 15"),
    "IS": Rule(13, "Act 90/2018, art. 10"),
    "GB": Rule(13, "Data Protection Act 2018, s. 9"),
    "US": Rule(13, "Children's Online Privacy Protection Act, 15 U.S.C. § 6501(1)"),
    "KR": Rule(14, "Personal Information Protection Act, art. 22-2"),
    "CN": Rule(14, "Personal Information Protection Law, art. 31"),
    "IN": Rule(18, "Digital Personal Data Protection Act 2023, s. 2(f) and 9"),
}
"""DE, HU, LI, LU, PL and RO lowered nothing: 16. Norway is about to raise its 13 and is left out on purpose."""


def minimum(country: str) -> int:
    """The minimum age, in years, in a country."""
    rule = RULES.get(country)
    return rule.age if rule else OTHERWISE


def is_old_enough(birth_year: int, birth_month: int, country: str, today: date) -> bool:
    """Whether everybody born in that month is of the minimum age: as if born on its last day, so never too early."""
    last = calendar.monthrange(birth_year, birth_month)[1]
    year = birth_year + minimum(country)
    if (birth_month, last) == (2, 29) and not calendar.isleap(year):
        return today >= date(year, 3, 1)  # who was born on 29 February
    return today >= date(year, birth_month, last)
