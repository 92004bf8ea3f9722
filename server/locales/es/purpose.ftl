# Las finalidades: ficha, formulario, lo que impide modificarlas.
purpose-refused-joint-controller = Este corresponsable no puede retirarse: { $found }. Tratamientos que lo mencionan: { $activities }.
purpose-refused-data-subject = Estas personas no pueden retirarse: { $found }. Tratamientos que las afectan: { $activities }.
purpose-refused-volume = El número de personas no puede reducirse para { $found }. Tratamientos que lo superarían: { $activities }.
purpose-refused-personal-data = Este dato no puede retirarse: { $found }. Tratamientos que lo utilizan: { $activities }.
purpose-refused-retention = El plazo de conservación no puede acortarse. Tratamientos que lo superarían: { $activities }.
purpose-refused-retention-of = El plazo de conservación no puede acortarse para { $found }. Tratamientos que lo superarían: { $activities }.
purpose-refused-security-measure = Esta medida no puede exigirse: { $found ->
    [transit_encryption] { column-security_transit_encryption }
    [offline_network] { column-security_offline_network }
    [authentication] { column-security_authentication }
    [logging] { column-security_logging }
    [confidentiality_undertaking] { column-security_confidentiality_undertaking }
    [isolated_media] { column-security_isolated_media }
    [regular_controls] { column-security_regular_controls }
   *[physical_access] { column-security_physical_access }
 }. Tratamientos que no la aplican: { $activities }.
purpose-refused-application = Esta aplicación no puede retirarse: { $found }. Tratamientos que la utilizan: { $activities }.
purpose-refused-transmission = La comunicación de datos no puede prohibirse. Tratamientos que comunican datos: { $activities }.
purpose-name-taken = Una finalidad de esta rama ya se llama «{ $name }».
purpose-has-activities = { $count ->
    [one] Esta finalidad todavía contiene { $count } tratamiento: muévalo o elimínelo antes.
   *[other] Esta finalidad todavía contiene { $count } tratamientos: muévalos o elimínelos antes.
 }
purpose-title = Finalidad
purpose-new = Nueva finalidad
purpose-edit = Modificar la finalidad
purpose-delete = Eliminar esta finalidad
purpose-name = Nombre de la finalidad
purpose-name-help = Para qué trata estos datos, en pocas palabras: «Recuperar los alquileres». Una finalidad debe ser determinada, explícita y legítima (RGPD, art. 5.1.b).
purpose-category-help = El ámbito de la actividad, por ejemplo «Gestión de alquileres». Un nombre nuevo crea la categoría.
purpose-subcategory-help = Para clasificar con más detalle, por ejemplo «Vida del contrato».
purpose-description = Descripción
purpose-description-help = Qué abarca esta finalidad y qué no: los departamentos sabrán dónde colocar sus tratamientos.
purpose-basis-help = Lo que hace lícito el tratamiento: una sola base por finalidad (RGPD, art. 6).
purpose-subjects-help = Las personas cuyos datos sirven a esta finalidad, y cuántas como máximo (RGPD, art. 30.1.c). Un tratamiento que afecte a otras, o a más, esperará su decisión.
purpose-subjects-add = Añadir personas
purpose-subject = Interesados
purpose-volume = Número máximo
purpose-no-limit = Sin límite
purpose-data-help = Solo los datos que esta finalidad necesita (RGPD, art. 5.1.c), cada uno con su plazo cuando difiere del general. La sensibilidad propuesta viene de la categoría; cámbiela si puede decir por qué.
purpose-data-add = Añadir un dato
purpose-data-category = Categoría
purpose-data-type = Dato
purpose-data-kept = Plazo
purpose-data-as-whole = el plazo general
purpose-unit = Unidad
purpose-from = A partir de
purpose-then = Después
purpose-data-grades = Plazo y sensibilidad
purpose-data-incomplete = Indique la categoría y el nombre de este dato: { $data }.
purpose-period-unreadable = Este plazo debe ser un número entero: { $value }.
purpose-retention-help = El plazo más largo permitido para los datos que no tienen uno propio (RGPD, art. 5.1.e). Vacío: sin límite.
purpose-section-sharing = Comunicación y herramientas
purpose-joint-controllers = Corresponsables
purpose-joint-controllers-help = Las entidades que deciden con usted para qué y cómo (RGPD, art. 26).
purpose-transmission-help = ¿Pueden ir los datos a destinatarios, encargados, corresponsables u otro país? (RGPD, art. 13, 28 y 44)
purpose-transmission-allowed = Comunicación permitida
purpose-transmission-forbidden = Comunicación prohibida
purpose-applications = Aplicaciones permitidas
purpose-applications-help = Programas, bases de datos y hojas de cálculo que los tratamientos pueden usar.
purpose-measures = Medidas de seguridad exigidas
purpose-measures-help = Lo que cada tratamiento debe hacer para proteger los datos (RGPD, art. 32).
purpose-grades = Sensibilidad de la finalidad
purpose-grades-help = Lo que sufrirían las personas si esta finalidad fallara, de A (despreciable) a F (máximo) (RGPD, art. 24 y 35). Lo propuesto es lo más grave de sus datos.
purpose-grades-legend = Tres grados para cada caso, en este orden: daño físico, moral, económico; de A (despreciable) a F (máximo).
purpose-harm-physical = Daño físico
purpose-harm-moral = Daño moral
purpose-harm-financial = Daño económico
purpose-failure-alteration = Alteración
purpose-failure-loss = Pérdida
purpose-failure-leak = Filtración
purpose-grade-proposed = Propuesto { $grade }
purpose-grade-reason = Motivo, si se cambia un grado
purpose-grades-unexplained = Diga por qué se cambia la sensibilidad de la finalidad.
purpose-grades-of-unexplained = Diga por qué se cambia la sensibilidad de { $data }.
purpose-named-twice = Esto aparece dos veces: { $name }.
purpose-frame = Lo que la finalidad permite
purpose-nothing = No se ha indicado nada.
purpose-without-activities = Ningún tratamiento con esta finalidad.
purpose-proposed = Propuesta
purpose-proposed-help = Esta finalidad solo está propuesta por un tratamiento: guardarla la adopta.
purpose-origin = Origen
purpose-origin-own = Creada aquí
purpose-origin-import = Procedente de una importación
purpose-origin-model = Hecha a partir de un modelo
