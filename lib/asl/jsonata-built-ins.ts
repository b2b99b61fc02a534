const NAMES =
  'abs append assert average base64decode base64encode boolean ceil clone contains count decodeUrl decodeUrlComponent ' +
  'distinct each encodeUrl encodeUrlComponent error eval exists filter floor formatBase formatInteger formatNumber ' +
  'fromMillis join keys length lookup lowercase map match max merge millis min not now number pad parseInteger power ' +
  'random reduce replace reverse round shuffle sift single sort split spread sqrt string substring substringAfter ' +
  'substringBefore sum toMillis trim type uppercase zip partition range hash uuid parse'

/** The functions that every expression can call by name: JSONata 2.0's and those that Step Functions adds. */
export const JSONATA_BUILT_INS: ReadonlySet<string> = new Set(NAMES.split(' '))
