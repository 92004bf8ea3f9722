# Las finalidades: lo que impide modificarlas.
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
