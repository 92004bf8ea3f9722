# Los documentos de un elemento, y los elementos vinculados a un documento.
attachment-title = Documentos de { $name }
attachment-none = No hay ningún documento adjunto aquí.
attachment-find-document = Adjuntar un documento ya archivado
attachment-find-subject = Vincular a un tratamiento o una finalidad
attachment-find = Buscar
attachment-nothing = Nada con ese nombre.
attachment-attach = Adjuntar
attachment-attach-document = Adjuntar { $name }
attachment-attach-to = Adjuntar a { $name }
attachment-detach = Separar
attachment-detach-document = Separar { $name }
attachment-detach-from = Separar de { $name }
attachment-send = O suelte un archivo aquí
said-attached = Documento adjuntado.
said-detached = Documento separado.
