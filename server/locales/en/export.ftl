# The register as files.
export-summary-data = Data categories
export-summary-recipients = Recipients and processors
export-summary-transfers = Transfer countries
export-loss-further_partner = The file has room for a single name; this one is left out.
export-loss-safeguard = This safeguard is written as “Autre mesure contractuelle”.
export-loss-derogation = The ground of the derogation is added to the description.
export-loss-country = This country has no name in the exchange format.
export-loss-no_column = No column can hold this information.
export-loss-item_retention = A single period a row: the longest one is written.
export-loss-after_retention = What happens at the end of the period is not written.
export-loss-volume = A single volume a row: the largest one is written.
export-loss-semicolon = The semicolon in this value is written as a comma.
export-loss-date = Only the years 1900 to 2100 can be written.
export-loss-source_contact = This contact cannot be written without the name of the source.
