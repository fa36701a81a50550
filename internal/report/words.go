package report

// tr returns a text of the program in a language. Rule texts are not here: they come from the pack, in English where it has
// no other.
func tr(lang, english string) string {
	if lang == "es" {
		if s, ok := spanish[english]; ok {
			return s
		}
	}
	return english
}

// disclaimer is what every report begins with.
const disclaimer = "This is a screening for review by an attorney, not legal advice."

// statusWords are the statuses and effects in plain words.
var statusWords = map[string]string{
	"triggered": "triggered", "arguable": "arguable", "needs_facts": "needs facts", "not_triggered": "not triggered",
	"may_apply": "may apply", "ruled_out": "ruled out",
	"overdue": "overdue", "urgent": "urgent", "soon": "soon", "later": "later", "no_fixed_date": "no fixed date",
	"yes": "yes", "no": "no", "unknown": "unknown", "divisible": "divisible", "unsettled": "unsettled",
	"eliminates":                  "ends the conviction for immigration purposes",
	"eliminates_if_defect_stated": "ends the conviction for immigration purposes if the order states the legal defect",
	"reduces":                     "lessens the consequences",
	"none":                        "changes nothing for immigration purposes",
}

// word returns a status or an effect in plain words.
func word(lang, status string) string {
	if status == "unsettled" {
		return tr(lang, "unsettled")
	}
	if w, ok := statusWords[status]; ok {
		return tr(lang, w)
	}
	return status
}

var spanish = map[string]string{
	disclaimer: "Esto es una evaluación para que la revise un abogado, no es asesoría legal.",

	"triggered": "se cumple", "arguable": "discutible", "needs facts": "faltan datos", "not triggered": "no se cumple",
	"may apply": "puede aplicar", "ruled out": "descartado",
	"overdue": "vencido", "urgent": "urgente", "soon": "pronto", "later": "más adelante", "no fixed date": "sin fecha fija",
	"yes": "sí", "no": "no", "unknown": "se desconoce", "divisible": "divisible", "unsettled": "sin resolver",
	"ends the conviction for immigration purposes":                                      "elimina la condena para efectos migratorios",
	"ends the conviction for immigration purposes if the order states the legal defect": "elimina la condena para efectos migratorios si la orden expresa el defecto legal",
	"lessens the consequences":                                                          "reduce las consecuencias",
	"changes nothing for immigration purposes":                                          "no cambia nada para efectos migratorios",
	"no conviction":     "sin condena",
	"undone":            "anulada",
	"deportability":     "deportabilidad",
	"inadmissibility":   "inadmisibilidad",
	"aggravated felony": "delito agravado",
	"detention":         "detención",

	"Screening of convictions": "Evaluación de condenas", "Case": "Caso", "as of": "al",
	"Rule pack %s; oldest source read %s.":      "Conjunto de reglas %s; fuente leída hace más tiempo: %s.",
	"%d sources it relies on are NOT VERIFIED.": "%d fuentes en que se apoya NO ESTÁN VERIFICADAS.",
	"1 source it relies on is NOT VERIFIED.":    "1 fuente en que se apoya NO ESTÁ VERIFICADA.",
	"Deadlines":                                 "Plazos",
	"No deadline runs that the rules know of.":  "No corre ningún plazo que las reglas conozcan.",
	"No date yet, because facts are missing":    "Aún sin fecha, porque faltan datos",
	"No time limit":                             "Sin límite de tiempo",
	"1 day left":                                "queda 1 día",
	"%d days left":                              "quedan %d días",
	"today":                                     "hoy",
	"1 day ago":                                 "hace 1 día",
	"%d days ago":                               "hace %d días",
	"Keep this earlier date":                    "Cumpla esta fecha anterior",
	"not before %s":                             "no antes del %s",
	"How it counts":                             "Cómo se cuenta",
	"Counts from":                               "Se cuenta desde",
	"Why":                                       "Por qué",
	"Status today":                              "Estado actual",
	"What it is":                                "Qué es",
	"Sentence that counts":                      "Pena que cuenta",
	"Is a conviction":                           "Es condena",
	"Not a conviction for immigration purposes":                                 "No es condena para efectos migratorios",
	"It was undone: it does not stand as a conviction for immigration purposes": "Fue anulada: no subsiste como condena para efectos migratorios",
	"Whether it stands as a conviction for immigration purposes is not certain": "No es seguro que subsista como condena para efectos migratorios",
	"Not met":                        "No se cumple",
	"In doubt":                       "En duda",
	"Needs":                          "Falta saber",
	"Orders":                         "Órdenes",
	"Not in the catalog":             "No está en el catálogo",
	"one of":                         "una de",
	"Finding of":                     "Conclusión de",
	"Grounds":                        "Causales",
	"Grounds that are not triggered": "Causales que no se cumplen",
	"Also":                           "También",
	"see %s":                         "véase %s",
	"also %s":                        "también %s",
	"Authorities":                    "Autoridades",
	"On one side":                    "Por un lado",
	"On the other side":              "Por el otro",
	"Exception":                      "Excepción",
	"Exceptions not met":             "Excepciones que no se cumplen",
	"Exceptions in doubt":            "Excepciones en duda",
	"Bars":                           "Impedimentos",
	"Because":                        "Porque",
	"Paths that may undo it":         "Vías para anularla",
	"Effect":                         "Efecto",
	"Clears":                         "Elimina",
	"nothing":                        "nada",
	"Remains":                        "Queda",
	"Evidence":                       "Pruebas",
	"Where to file":                  "Dónde presentar",
	"Deadline":                       "Plazo",
	"Note":                           "Nota",
	"as under %s":                    "como en %s",
	"Evidence, filing and note":      "Pruebas, presentación y nota",
	"Would change nothing for immigration purposes": "No cambiarían nada para efectos migratorios",
	"Ruled out": "Descartadas",
	"Ruled out by the same elements as for %s":    "Descartadas por los mismos elementos que en %s",
	"Not tied to one conviction":                  "No ligado a una sola condena",
	"Immigration side":                            "Vías migratorias",
	"Grounds that turn on facts about the person": "Causales que dependen de datos de la persona",
	"Waivers":                "Perdones",
	"No waiver is open: %s.": "Ningún perdón está disponible: %s.",
	"Plans":                  "Planes",
	"Goal":                   "Meta",
	"File":                   "Presentar",
	"Certainty":              "Certeza",
	"Still unknown":          "Lo que aún se desconoce",
	"matters for %s":         "importa para %s",
	"no ground or bar for the record as a whole":                                                     "ninguna causal ni impedimento para el historial en su conjunto",
	"Not needed while it does not stand as a conviction; the JSON result and explain hold them all.": "No hacen falta mientras no subsista como condena; el resultado JSON y explain las contienen todas.",
	"then in doubt": "entonces en duda",
	"Weakens":       "Debilita",
	"then %s":       "entonces %s",
	"as for %s":     "como para %s",
	"would end it":  "la eliminaría",
	"would end it if the order states the legal defect":   "la eliminaría si la orden expresa el defecto legal",
	"would lessen the consequences":                       "reduciría las consecuencias",
	"effect unsettled":                                    "efecto sin resolver",
	"would have changed nothing for immigration purposes": "no habrían cambiado nada para efectos migratorios",
	"Ruled out, by what is not met":                       "Descartadas, según lo que no se cumple",
	"of %d":                                               "de %d",
	"Against":                                             "En contra",
	"As counted":                                          "Según el cómputo",
	"Every element holds, and no exception is met":        "Se cumplen todos los elementos y ninguna excepción",
	"It turns on facts that are not known":                "Depende de datos que se desconocen",
	"The facts are there, and the law leaves it open":     "Los datos están, y el derecho lo deja abierto",
	"None of its reasons stands":                          "Ninguno de sus motivos se cumple",
	"The exception is met":                                "Se cumple la excepción",
	"The exception is not met":                            "No se cumple la excepción",
	"Whether the exception is met is open":                "No consta si se cumple la excepción",
	"does not run":                                        "no corre",
	"Last day":                                            "Último día",
	"Cautious date":                                       "Fecha prudente",
	"Matters for":                                         "Importa para",
	"%d more questions":                                   "%d preguntas más",
	"and %d more":                                         "y %d más",
	"%d that turn on unknown facts":                       "%d que dependen de datos desconocidos",
	"Warnings":                                            "Advertencias",
	"Authorities cited":                                   "Autoridades citadas",
	"NOT VERIFIED":                                        "NO VERIFICADO",
	"read %s":                                             "leído %s",
	"read %s on a secondary page":                         "leído %s en una página secundaria",
	"secondary source":                                    "fuente secundaria",
	"rests on a source NOT VERIFIED":                      "se apoya en una fuente NO VERIFICADA",
	"rests only on sources NOT VERIFIED":                  "se apoya solo en fuentes NO VERIFICADAS",
	"law is moving":                                       "derecho en cambio",
	"Facts":                                               "Datos",
	"Element":                                             "Elemento",
	"Details":                                             "Detalles",
	"Conviction":                                          "Condena",
	"Convictions":                                         "Condenas",
	"whole case":                                          "todo el caso",
	"Contrary authorities":                                "Autoridades contrarias",
	"Sentence":                                            "Pena",
	"for every element: vacatur explain FILE --id ID": "elemento por elemento: vacatur explain ARCHIVO --id ID",
}
