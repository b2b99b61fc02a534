import 'server-only'

/** An engine that the console can reach. */
export interface Connection {
  id: string
  endpoint: string
  region: string
}

/** The engine of this installation: `PASSO_ENGINE_URL`, default http://127.0.0.1:8083. */
export function localConnection(): Connection {
  return {
    id: 'local',
    endpoint: (process.env.PASSO_ENGINE_URL || 'http://127.0.0.1:8083').replace(/\/+$/, ''),
    region: 'us-east-1',
  }
}
