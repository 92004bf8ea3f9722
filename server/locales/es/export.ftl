# El registro en ficheros.
export-summary-data = Categorías de datos
export-summary-recipients = Destinatarios y encargados
export-summary-transfers = Países de transferencia
export-loss-further_partner = El fichero solo tiene sitio para un nombre; este no figura en él.
export-loss-safeguard = Esta garantía se escribe «Autre mesure contractuelle».
export-loss-derogation = El motivo de la excepción se añade a la descripción.
export-loss-country = Este país no tiene nombre en el formato de intercambio.
export-loss-no_column = Ninguna columna puede contener esta información.
export-loss-item_retention = Un solo plazo por línea: se escribe el más largo.
export-loss-after_retention = No se escribe lo que ocurre al final del plazo.
export-loss-volume = Un solo volumen por línea: se escribe el mayor.
export-loss-semicolon = El punto y coma de este valor se escribe como una coma.
export-loss-date = Solo se pueden escribir los años 1900 a 2100.
export-loss-source_contact = Este contacto no se puede escribir sin el nombre de la fuente.
