# Los documentos de un tratamiento, y los tratamientos de un documento.
attachment-title = Documentos de { $name }
attachment-none = No hay ningún documento adjunto.
attachment-find-document = Adjuntar un documento ya archivado
attachment-find-activity = Vincular a un tratamiento
attachment-find = Buscar
attachment-nothing = Nada con ese nombre.
attachment-attach = Adjuntar
attachment-attach-document = Adjuntar { $name }
attachment-attach-to = Adjuntar al tratamiento { $name }
attachment-detach = Separar
attachment-detach-document = Separar { $name }
attachment-detach-from = Separar del tratamiento { $name }
attachment-send = O suelte un archivo aquí
said-attached = Documento adjuntado.
said-detached = Documento separado.
