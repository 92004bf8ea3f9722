# El archivo del organismo (reversibilidad).
archive-get = Llevarse todo
archive-help = Todo el organismo en un fichero: registros y auditoría en CSV, datos en JSON, documentos tal como se depositaron. Otra instancia puede importarlo.
archive-damaged = Este fichero no es un archivo completo: { $cause }
archive-newer = Este archivo viene de una versión más reciente ({ $version }): actualice antes esta instancia.
archive-newer-values = Este archivo contiene datos de una versión más reciente: actualice antes esta instancia.
archive-organisation-here = «{ $name }» ya está en esta instancia.
archive-line-damaged = { $file }, línea { $line }: { $cause }
archive-document-changed = El documento «{ $name }» ya no es el que se archivó.
