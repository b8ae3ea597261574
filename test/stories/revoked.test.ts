import { expect, test } from 'vitest'
import type { Mode } from './process.ts'
import { openStage } from './stage.ts'

// case 44
test.each<Mode>(['polling', 'webhook'])(
  'a token that was revoked ends a bot that runs by %s, loudly, and with the new one it sells again',
  async mode => {
    const stage = await openStage({ mode })
    const ann = await stage.meet('Ann')
    const charge = await ann.buys('month')
    const failed = expect(stage.running()?.failed).rejects.toThrow('does not accept BOT_TOKEN')
    const { token } = await stage.telegram.revokeToken()
    // By webhook no update tells of it: Telegram has forgotten where they go. The next message or refund does.
    const asked = { chargeId: charge, requestedBy: 900, reason: 'asked', request: 'revoked' }
    await stage.books.billing.requestRefund(asked)
    await failed
    const fatal = stage.log.filter(line => line.includes('"level":60') && line.includes('BOT_TOKEN'))
    expect(fatal.length).toBeGreaterThan(0)
    expect(stage.log.join('')).not.toContain(token)
    expect(await stage.books.billing.pending()).toContainEqual({ kind: 'refunds', count: 1 })

    await stage.stop()
    await stage.start({ token })
    expect((await ann.say('/status')).text).toContain('The month')
    await stage.close()
  },
)
