export interface Command {
  name: string
  /** The id of its line in the commands menu. */
  text: string
  /** Whether it is there only where the Mini App is. */
  ofApp?: true
}

/** What everyone may send, in the order of the menu. */
export const COMMANDS: Command[] = [
  { name: 'start', text: 'command-start' },
  { name: 'plans', text: 'command-plans' },
  { name: 'buy', text: 'command-buy' },
  { name: 'status', text: 'command-status' },
  { name: 'app', text: 'command-app', ofApp: true },
  { name: 'language', text: 'command-language' },
  { name: 'help', text: 'command-help' },
  { name: 'paysupport', text: 'command-paysupport' },
  { name: 'support', text: 'command-support' },
  { name: 'terms', text: 'command-terms' },
  { name: 'privacy', text: 'command-privacy' },
  { name: 'forget', text: 'command-forget' },
]

/** Those of everyone that this shop has. */
export function commandsWith(appUrl: string | null): Command[] {
  return COMMANDS.filter(({ ofApp }) => appUrl !== null || !ofApp)
}

/** What admins may send besides; for everyone else these do not exist. */
export const ADMIN_COMMANDS: Command[] = [
  { name: 'find', text: 'command-find' },
  { name: 'why', text: 'command-why' },
  { name: 'refund', text: 'command-refund' },
  { name: 'grant', text: 'command-grant' },
  { name: 'revoke', text: 'command-revoke' },
  { name: 'signout', text: 'command-signout' },
  { name: 'balance', text: 'command-balance' },
  { name: 'audit', text: 'command-audit' },
  { name: 'reconcile', text: 'command-reconcile' },
  { name: 'stats', text: 'command-stats' },
  { name: 'webhooks', text: 'command-webhooks' },
]
