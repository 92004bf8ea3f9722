# Cómo se llaman las opciones fijas: páginas e informes.
choice-answer-unanswered = Sin respuesta
choice-answer-no = No
choice-answer-yes = Sí
choice-status-validated = Validado
choice-status-incomplete = Incompleto
choice-status-suspended = Suspendido, por validar
choice-basis-consent = Consentimiento (art. 6.1.a)
choice-basis-contract = Ejecución de un contrato (art. 6.1.b)
choice-basis-legal-obligation = Obligación legal (art. 6.1.c)
choice-basis-vital-interests = Intereses vitales (art. 6.1.d)
choice-basis-public-task = Misión de interés público (art. 6.1.e)
choice-basis-legitimate-interests = Intereses legítimos (art. 6.1.f)
choice-condition-explicit-consent = Consentimiento explícito (art. 9.2.a)
choice-condition-employment-social-security = Derecho laboral y de la protección social (art. 9.2.b)
choice-condition-vital-interests = Intereses vitales (art. 9.2.c)
choice-condition-non-profit-members = Miembros de una entidad sin ánimo de lucro (art. 9.2.d)
choice-condition-manifestly-public = Datos hechos públicos por el interesado (art. 9.2.e)
choice-condition-legal-claims = Reclamaciones judiciales (art. 9.2.f)
choice-condition-substantial-public-interest = Interés público esencial (art. 9.2.g)
choice-condition-health-social-care = Asistencia sanitaria o social (art. 9.2.h)
choice-condition-public-health = Salud pública (art. 9.2.i)
choice-condition-archiving-research-statistics = Archivo, investigación o estadística (art. 9.2.j)
choice-source-direct = Directa, del propio interesado
choice-source-other-department = Indirecta, de otro departamento o de sus aplicaciones
choice-source-partner = Indirecta, de un socio o de un proveedor
choice-volume-below-50 = Menos de 50
choice-volume-from-50 = De 50 a 100
choice-volume-from-100 = De 100 a 500
choice-volume-from-500 = De 500 a 1000
choice-volume-from-1000 = De 1000 a 5000
choice-volume-from-5000 = De 5000 a 10.000
choice-volume-from-10000 = De 10.000 a 50.000
choice-volume-from-50000 = De 50.000 a 100.000
choice-volume-from-100000 = De 100.000 a 500.000
choice-volume-from-500000 = De 500.000 a 1 millón
choice-volume-above-1000000 = Más de un millón
choice-retention-hours = { $n ->
    [one] { $n } hora
   *[other] { $n } horas
}
choice-retention-days = { $n ->
    [one] { $n } día
   *[other] { $n } días
}
choice-retention-weeks = { $n ->
    [one] { $n } semana
   *[other] { $n } semanas
}
choice-retention-months = { $n ->
    [one] { $n } mes
   *[other] { $n } meses
}
choice-retention-years = { $n ->
    [one] { $n } año
   *[other] { $n } años
}
choice-from-operation-start = desde el inicio de la operación
choice-from-operation-end = desde el fin de la operación
choice-from-rolling = siempre el último periodo
choice-then-erase = después, supresión
choice-then-anonymise = después, anonimización
choice-then-archive = después, archivo
choice-safeguard-standard-clauses = Cláusulas contractuales tipo (art. 46)
choice-safeguard-binding-corporate-rules = Normas corporativas vinculantes (art. 47)
choice-safeguard-derogation = Excepción (art. 49)
choice-safeguard-other-contractual = Otras cláusulas contractuales autorizadas (art. 46.3)
choice-safeguard-code-of-conduct = Código de conducta (art. 46)
choice-safeguard-certification = Certificación (art. 46)
