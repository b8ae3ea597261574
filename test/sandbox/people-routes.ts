import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { press } from './callback.ts'
import { privateDialog } from './dialog.ts'
import type * as face from './face.ts'
import { addGroup, findGroup, groupView, sendToGroup } from './group.ts'
import type * as groups from './group-face.ts'
import {
  actingPerson,
  addPerson,
  chatView,
  findPerson,
  sandboxPerson,
  sendText,
  setBlocked,
} from './people.ts'
import { ControlRefusal } from './refusal.ts'
import type { FindBot, Get, Post } from './route.ts'
import { upgrade } from './upgrade.ts'
import { tell, type World } from './world.ts'

const id = Type.Integer()

/** People and groups: who there is and what they see. */
export function peopleRoutes(app: FastifyInstance, world: World, bot: FindBot): void {
  const name = Type.String({ minLength: 1 })
  const body = Type.Object({
    id: Type.Optional(id),
    first_name: name,
    last_name: Type.Optional(name),
    username: Type.Optional(name),
    language_code: Type.Optional(name),
    stars: Type.Optional(id),
  })
  app.get<Get>('/people', request =>
    [...world.state.people.values()].map(person => sandboxPerson(bot(request), person)),
  )
  app.post<Post<face.NewPerson>>('/people', { schema: { body } }, request =>
    sandboxPerson(bot(request), addPerson(world, request.body)),
  )
  app.get<Get>('/people/:id/chat', request =>
    chatView(world, bot(request), findPerson(world, Number(request.params.id))),
  )
  app.get<Get & { Params: { file: string } }>('/photos/:file', (request, reply) => {
    const photo = bot(request).photos.get(request.params.file)
    if (!photo) throw new ControlRefusal(404, 'there is no such picture any more')
    return reply.type(photo.type).send(Buffer.from(photo.base64, 'base64'))
  })
  const group = Type.Object({
    title: name,
    members: Type.Array(id),
    administrators: Type.Optional(Type.Array(id)),
    type: Type.Optional(Type.Union([Type.Literal('group'), Type.Literal('supergroup')])),
  })
  app.post<Post<groups.NewGroup>>(
    '/groups',
    { schema: { body: group } },
    request => addGroup(world, bot(request), request.body).chat,
  )
  app.post<Post<groups.UpgradeGroup>>('/upgrade', { schema: { body: Type.Object({ chat: id }) } }, request =>
    upgrade(world, bot(request), request.body.chat),
  )
  app.get<Get<{ person?: string }>>('/groups/:id', request => {
    const viewer =
      request.query.person === undefined ? undefined : findPerson(world, Number(request.query.person))
    return groupView(bot(request), findGroup(bot(request), Number(request.params.id)), viewer)
  })
}

/** What people do, money apart. */
export function deedRoutes(app: FastifyInstance, world: World, bot: FindBot): void {
  const chat = Type.Optional(id)
  const send = Type.Object({
    person: id,
    text: Type.String(),
    chat,
    anonymous: Type.Optional(Type.Boolean()),
  })
  app.post<Post<face.SendText>>('/send', { schema: { body: send } }, request => {
    const { text, anonymous = false, ...said } = request.body
    const person = actingPerson(world, said.person)
    if (said.chat === undefined || said.chat === said.person)
      return sendText(world, bot(request), person, text)
    return sendToGroup(world, bot(request), findGroup(bot(request), said.chat), { person, text, anonymous })
  })
  const button = Type.Object({ person: id, message_id: id, data: Type.String(), chat })
  app.post<Post<face.PressButton>>('/press', { schema: { body: button } }, request => {
    const { message_id, data, ...pressed } = request.body
    const person = actingPerson(world, pressed.person)
    const dialog =
      pressed.chat === undefined ? privateDialog(bot(request), person) : findGroup(bot(request), pressed.chat)
    return { callback_query_id: press(world, bot(request), { person, dialog, messageId: message_id, data }) }
  })
  app.post<Post<face.Block>>(
    '/block',
    { schema: { body: Type.Object({ person: id, blocked: Type.Boolean() }) } },
    request => {
      const person = actingPerson(world, request.body.person)
      setBlocked(world, bot(request), person, request.body.blocked)
      return sandboxPerson(bot(request), person)
    },
  )
  app.post<Post<face.Deactivate>>(
    '/deactivate',
    { schema: { body: Type.Object({ person: id }) } },
    request => {
      const person = findPerson(world, request.body.person)
      person.deactivated = true
      tell(world, person.user.id)
      return sandboxPerson(bot(request), person)
    },
  )
}
