"""What people who label read beside the sheet, in Dutch."""

TITLE = "Zo werkt het labelen"
RULES = (
    "Lees alleen de opmerking zelf. Leid niets af uit het cijfer of uit wat er gebeurd zal zijn.",
    "Kies elk thema dat de klant echt noemt, hoe kort ook: 'Snelle levering, wel duur' heeft er "
    "twee.",
    "Let op ontkenning en tegenstelling: 'niet te duur' is lof over de prijs, geen klacht.",
    "Een wens die een gemis laat zien, is een klacht: 'jammer dat er geen app is'. Een neutrale "
    "beschrijving is geen thema.",
    "Een algemeen oordeel telt alleen als de klant over het geheel oordeelt ('Top!', 'nooit "
    "meer'), niet omdat één onderdeel goed of slecht was.",
    "Passen twee thema's op dezelfde woorden, kies dan het meest specifieke.",
    "Bij sarcasme telt wat de klant bedoelt.",
    "Past er geen thema, kies dan 'geen thema'. Een lege cel telt ook zo, maar dan ziet niemand of "
    "u de rij al las.",
    "Kies uit de lijst in de kolommen themes, themes_2 en verder, één thema per cel. Typen mag "
    "ook; zet dan | tussen twee thema's.",
    "Label alle rijen, juist ook de lastige. Haal geen rijen weg en voeg er geen toe: dan kloppen "
    "de tellingen niet meer. Sorteren en kolommen verplaatsen mag.",
    "Laat de andere kolommen zoals ze zijn; daaraan is het blad straks te herkennen.",
    "Label zonder te kijken wat het model vond, en train geen model met deze rijen.",
)
HEADER = ("Thema", "Soort", "Wanneer", "Id")
SIDE_NAMES = {"complaint": "klacht", "praise": "lof"}
