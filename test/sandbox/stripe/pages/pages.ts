import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { ControlRefusal } from '../../refusal.ts'
import type { World } from '../../world.ts'
import { StripeRefusal } from '../refusal.ts'
import { awayRoutes } from './away.ts'
import { checkoutRoutes } from './checkout-routes.ts'
import { note } from './frame.ts'
import { Gone, noSuchPage } from './gone.ts'
import { invoiceRoutes } from './invoice-routes.ts'
import { portalRoutes } from './portal-routes.ts'
import { receiptPage } from './receipt.ts'

/** In the order they are read. */
const styles = ['base', 'parts', 'forms', 'methods', 'checkout', 'note', 'paper', 'portal']

/** What Stripe shows to people, under `/stripe`: checkout, portal, invoices, receipts; plain forms, no app's knowledge. */
export function stripePages(app: FastifyInstance, world: World): void {
  app.addHook('onSend', async (_request, reply, payload) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    await world.save()
    return payload
  })
  app.addHook('onRequest', async (_request, reply) => {
    reply.type('text/html; charset=utf-8')
  })
  app.setErrorHandler((error, _request, reply) => {
    reply.type('text/html; charset=utf-8')
    if (error instanceof Gone) return reply.code(error.code).send(note(error.title, error.message, error.way))
    if (error instanceof ControlRefusal || error instanceof StripeRefusal)
      return reply.code(409).send(note('That cannot be done', error.message))
    throw error
  })
  app.setNotFoundHandler(() => {
    throw noSuchPage()
  })
  app.get('/style.css', async (_request, reply) => {
    const sheets = await Promise.all(styles.map(name => beside(`style/${name}.css`)))
    return reply.type('text/css; charset=utf-8').send(sheets.join('\n'))
  })
  app.get('/page.js', async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(await beside('page.js')),
  )
  checkoutRoutes(app, world)
  invoiceRoutes(app, world)
  portalRoutes(app, world)
  awayRoutes(app)
  app.get<{ Params: { id: string } }>('/receipt/:id', ({ params }) => {
    const charge = world.state.stripe.charges.get(params.id)
    if (!charge?.paid) throw noSuchPage()
    return receiptPage(world, charge)
  })
}

const beside = (name: string) => readFile(new URL(name, import.meta.url), 'utf8')
