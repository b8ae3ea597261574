# Sentences of the bot. Those shown with markup are Telegram HTML; names, codes and whatever people type arrive escaped.

language-name = English

## The menu of commands

command-start = Say hello
command-plans = What is on sale
command-buy = Buy a plan
command-status = What you have, and until when
command-app = Open the shop
command-language = Choose the language
command-help = What this bot can do
command-paysupport = Help with a payment
command-support = How to reach us
command-terms = Terms of the sale
command-privacy = What we keep about you
command-forget = Have what we know about you deleted
command-find = Find a person
command-why = The whole story of a person
command-refund = Give a payment back
command-grant = Give access without payment
command-revoke = Take back what was given
command-signout = Sign a person out of the app
command-balance = What the books and Telegram hold
command-audit = Who did what, and why
command-reconcile = Find what never reached the books
command-stats = The shop, week by week
command-webhooks = What other services are told

## Prices and time

stars = { $amount ->
    [one] { NUMBER($amount) } Star
   *[other] { NUMBER($amount) } Stars
}
stars-short = { NUMBER($amount) } ⭐
term-lifetime = for ever
term-years = { $count ->
    [one] { NUMBER($count) } year
   *[other] { NUMBER($count) } years
}
term-months = { $count ->
    [one] { NUMBER($count) } month
   *[other] { NUMBER($count) } months
}
term-weeks = { $count ->
    [one] { NUMBER($count) } week
   *[other] { NUMBER($count) } weeks
}
term-days = { $count ->
    [one] { NUMBER($count) } day
   *[other] { NUMBER($count) } days
}
left-days = { $count ->
    [one] { NUMBER($count) } day left
   *[other] { NUMBER($count) } days left
}
left-hours = { $count ->
    [one] { NUMBER($count) } hour left
   *[other] { NUMBER($count) } hours left
}
left-minutes = less than an hour left
pay-once = { $price } · { $term } · paid once
pay-renews = { $price } · { $term } · renews by itself until you cancel
way-stars = with Stars
way-card = by card
cost-by-card = { $price }, by card
provider-stars = Telegram
provider-card = Stripe

## Hello

start =
    Hello, { $name }. This is <b>{ $bot }</b>.

    You can buy access here. It opens the moment you pay, and /status always tells what you have.
plans-button = See the plans
status-button = What I have
open-app = The shop, what you have and all your payments in one place:
open-app-button = Open the shop
menu-button = Shop
unknown = I only understand commands. /help shows what I can do, /support leads to a person.
button-outdated = This button no longer works. Send /help for a fresh start.
sorry = Sorry, something went wrong on our side. Please try again in a minute; if you paid, your payment is safe.

## The shop

plans-title = <b>On sale</b>
plans-none = Nothing is on sale right now. What you already have stays yours: /status
plans-how = Tap a plan to get its invoice. You pay with Stars, once; nothing renews by itself.
plans-how-renewing = Tap a plan to buy it. Only what says so renews by itself.
plan-head = <b>{ $title }</b> · { $price } · { $term }
plan-text = { $text }
plan-feature = • { $feature }
plan-renews = ↻ Renews by itself until you cancel
plan-renews-by-card = ↻ By card it renews by itself until you cancel; with Stars it does not
plan-renews-by-stars = ↻ With Stars it renews by itself until you cancel; by card it does not
plan-held = ✓ Yours until { DATETIME($until, dateStyle: "long") }
plan-held-forever = ✓ Yours for ever
plan-button = { $title } · { $price }

buy-choose = Which one would you like?
buy-unknown = There is no plan called “{ $code }” on sale. These are:
buy-not-here = That plan can’t be bought in this chat. These can:
buy-owned = You have <b>{ $title }</b> for ever. There is nothing more to buy.
buy-stacks =
    You have <b>{ $title }</b> until { DATETIME($until, dateStyle: "long") }.

    If you buy it again, the new period starts when this one ends, so you lose nothing.
buy-beside =
    You have <b>{ $title }</b> until { DATETIME($until, dateStyle: "long") }, and it renews by itself, so you needn’t buy it again.

    If you pay this invoice as well, both cost you money; its period starts when the paid one ends.
buy-how =
    <b>{ $title }</b>
    How would you like to pay?
buy-how-stars = ⭐ { $terms }
buy-how-card = 💳 { $terms }
by-stars-button = With Stars · { $price }
by-card-button = By card · { $price }

buy-too-many = { $seconds ->
    [one] That was a lot of invoices. Please wait { NUMBER($seconds) } second and try again.
   *[other] That was a lot of invoices. Please wait { NUMBER($seconds) } seconds and try again.
}
pay-button = Pay ⭐ { NUMBER($amount) }
cancel-button = Not now
cancel-done = The invoice is withdrawn.
cancel-nothing = There is nothing to withdraw. /status tells what you have.
offer-head =
    <b>{ $title }</b>
    { $terms }
card-how = You pay on Stripe’s page, and we never see your card. I’ll write to you here as soon as the payment arrives. If the page has expired, /buy gets you a new one.
buy-overlaps =
    You have <b>{ $title }</b> until { DATETIME($until, dateStyle: "long") }.

    A subscription doesn’t wait for that: it starts and is charged on the day you buy it, so until { DATETIME($until, dateStyle: "long") } you would pay for the same days twice.
card-pay-button = Pay { $price }
stars-how = The button opens the payment in Telegram. You can stop the renewal at any time: here with /status, or in Telegram under Settings › My Stars. If the link has expired, /buy gets you a new one.
stars-resume = You have that as a subscription whose renewal is off. To turn it on again costs nothing today: /status shows how.
subscribe-button = Subscribe · { $price }
buy-subscribed = You have <b>{ $title }</b> already, until { DATETIME($until, dateStyle: "long") }, and it renews by itself. There is nothing to buy; the button shows what you have, and stops it if you like.
buy-subscribed-open = You have <b>{ $title }</b> already, and it renews by itself. There is nothing to buy; the button shows what you have, and stops it if you like.
buy-subscribed-late = You subscribe to <b>{ $title }</b> already, and its next payment has not come yet. There is nothing to buy: have enough Stars in Telegram, under Settings › My Stars, and it goes on as soon as Telegram can take them.
buy-subscribed-owed = You subscribe to <b>{ $title }</b> already, and its next payment has not come yet. There is nothing to buy: pay what is owed, and it goes on. The button shows where.
buy-parallel =
    You already have <b>{ $held }</b> until { DATETIME($until, dateStyle: "long") }; it is a subscription, paid { $way }.

    If you buy <b>{ $title }</b> as well, both will cost you money. If you want only one, stop the other first.
buy-parallel-open =
    You already have <b>{ $held }</b>; it is a subscription, paid { $way }.

    If you buy <b>{ $title }</b> as well, both will cost you money. If you want only one, stop the other first.
buy-parallel-late =
    You already subscribe to <b>{ $held }</b>, paid { $way }; its next payment has not come yet and is still owed.

    If you buy <b>{ $title }</b> as well, both will cost you money. If you want only one, stop the other first.
buy-anyway-button = Buy it all the same
card-paid = Your payment for <b>{ $title }</b> has arrived and is being booked. I’ll write to you in a moment, and /status will show it.
card-unavailable = Card payments are not possible at this moment. Nothing was charged; please try again in a few minutes.
manage-button = Manage

## Before the money moves: why not, and what to do. Plain text, at most 255 characters.

precheck-try-later = We can’t take payments at this moment. Nothing was charged; please try again in a few minutes.
precheck-unknown = We don’t know this invoice. Nothing was charged; send /buy to get a new one.
precheck-foreign = This invoice belongs to another account. Nothing was charged; send /buy to get your own.
precheck-canceled = This invoice was withdrawn. Nothing was charged; send /buy { $plan } to get a new one.
precheck-expired = This invoice has expired. Nothing was charged; send /buy { $plan } to get a new one.
precheck-price = The price on this invoice is not right. Nothing was charged; send /buy { $plan } to get a new one.
precheck-retired = This plan is no longer sold. Nothing was charged; /plans shows what is.
precheck-owned = You have this for ever already. Nothing was charged; /status shows it.
precheck-subscribed = You have this already, and it renews by itself. Nothing was charged; /status shows it.

## What a person has

status-title = <b>What you have</b>
status-free =
    <b>Free</b>

    You have no plan at the moment, and nothing will be charged.
status-lapsed =
    <b>Free</b>

    You have no plan at the moment. What you had:
status-until =
    <b>{ $title }</b>
    until { DATETIME($until, dateStyle: "long") }, { $left }
status-renews =
    <b>{ $title }</b>
    renews by itself on { DATETIME($until, dateStyle: "long") }: { $cost }
status-trial =
    <b>{ $title }</b>
    free to try until { DATETIME($until, dateStyle: "long") }, then { $cost }
status-canceled =
    <b>{ $title }</b>
    yours until { DATETIME($until, dateStyle: "long") }, { $left }; canceled, so it will not renew
status-overdue =
    <b>{ $title }</b>
    paid until { DATETIME($until, dateStyle: "long") }; the next payment has not come yet: { $cost }. It stays open until { DATETIME($grace, dateStyle: "long") } while we wait for it.
status-overdue-open =
    <b>{ $title }</b>
    yours until { DATETIME($until, dateStyle: "long") }, { $left }; the payment for its renewal has not come yet: { $cost }
status-unpaid =
    <b>{ $title }</b>
    closed, for the payment has not come: { $cost }. It opens again as soon as it is paid.
status-renews-closed =
    <b>{ $title }</b>
    closed, but it still renews by itself on { DATETIME($until, dateStyle: "long") }: { $cost }
status-later =
    <b>{ $title }</b>
    from { DATETIME($from, dateStyle: "long") } until { DATETIME($until, dateStyle: "long") }
status-forever =
    <b>{ $title }</b>
    yours for ever
status-ended =
    <b>{ $title }</b>
    ended on { DATETIME($until, dateStyle: "long") }
status-buy = /plans shows what you can get.
status-extend = To keep it longer, buy it again at any time with /buy: the new period starts when this one ends.
status-extend-anew = To keep it longer, subscribe with /buy when it ends: a subscription starts, and is charged, on the day you begin it.
status-pay = To keep it, pay what is owed: the button leads there.
status-top-up = To keep it, see that you have enough Stars, in Telegram under Settings › My Stars. It renews as soon as Telegram can take them.
status-allow = Changed your mind? Tap the button, then turn the renewal on in Telegram.
status-resume = Changed your mind? Turn the renewal on again in Telegram, under Settings › My Stars.
status-go-on = Changed your mind? “Manage” leads to where it goes on.
status-stop-stars = You don’t want that renewal? Stop it with the button, or in Telegram under Settings › My Stars.
status-stop = You don’t want that renewal? The button stops it.
status-stop-manage = You don’t want that renewal? “Manage” leads to where it is stopped.
status-settled = There is nothing you need to do.

language-ask = Which language shall I speak?
language-auto = Same as Telegram
language-chosen = Good, I’ll speak English with you.

## Groups

group-buy = I sell in private only. Tap below and I’ll send you the invoice there.
group-buy-button = Buy in private
group-other = Let’s talk in private.
group-button = Open the chat

## Help and what was agreed

help = <b>What I can do</b>
help-admin = <b>For admins</b>
help-line = { $command } – { $does }
support = We are glad to help with anything about this bot.
paysupport =
    <b>Help with a payment</b>

    If something about a payment is not right, tell us and we’ll sort it out or give the Stars back. Telegram support can’t help with purchases made in this bot.
paysupport-cards =
    <b>Help with a payment</b>

    If something about a payment is not right, tell us and we’ll sort it out or give your money back. Neither Telegram support nor Stripe can help with purchases made in this bot.
paysupport-payments = Please quote the id of the payment. Your latest:
paysupport-payment = { DATETIME($at, dateStyle: "medium") }, { $price }: <code>{ $charge }</code>
contact = Write to { $contact }
contact-none = Write to the owner of this bot; the contact is in the bot’s profile.
terms =
    <b>Terms of the sale</b>

    You buy access to digital services for the time a plan names. You pay with Telegram Stars, and access opens as soon as the payment arrives. Nothing renews by itself.

    If something is wrong with a payment, /paysupport is where to ask, also for your Stars back. With a refund, the access it paid for ends.
terms-renewing =
    <b>Terms of the sale</b>

    You buy access to digital services for the time a plan names. You pay with Telegram Stars, and access opens as soon as the payment arrives. What renews by itself says so before you pay; you can stop it at any time with /status, and what is paid stays open to its end.

    If something is wrong with a payment, /paysupport is where to ask, also for your Stars back. With a refund, the access it paid for ends.
terms-cards =
    <b>Terms of the sale</b>

    You buy what a plan names, for the time it names. You pay with Telegram Stars or by card, and access opens as soon as the payment arrives. What renews by itself says so before you pay; you can cancel it at any time, and what is paid stays open to its end.

    If something is wrong with a payment, /paysupport is where to ask, also for your money back. With a refund, the access it paid for ends.
terms-link = The terms of the sale are here: { $url }
privacy =
    <b>What we keep about you</b>

    Your Telegram id, your name and language as Telegram shows them to us, and the record of your payments and of what they bought. We use it to give you what you paid for, and give it to no one else. We never see your card or your messages elsewhere.

    To have your data deleted, send /forget.
privacy-cards = Card payments are made on Stripe’s page. We keep Stripe’s ids of you and of your payments, never your card.
privacy-app = If you use the app, we also keep when you did, and your time zone, so that no message wakes you; and of the devices you add there, what you call them and when each was last used.
privacy-link =
    Our privacy policy is here: { $url }

    To have your data deleted, send /forget.

## News: what the books have to tell

news-thanks =
    Thank you. <b>{ $title }</b> is yours until { DATETIME($until, dateStyle: "long") }.

    Paid: { $price }. /status shows what you have.
news-thanks-stacked =
    Thank you. Your new period of <b>{ $title }</b> starts on { DATETIME($from, dateStyle: "long") }, when the present one ends. It is yours until { DATETIME($until, dateStyle: "long") }.

    Paid: { $price }. /status shows what you have.
news-thanks-beside =
    Thank you. <b>{ $title }</b> is yours until { DATETIME($until, dateStyle: "long") }.

    Your subscription to it renews by itself all the same, and then you pay twice for the same time. If one is enough, cancel the renewal before it comes, or write to us through /paysupport.

    Paid: { $price }. /status shows what you have.
news-free =
    Your free period of <b>{ $title }</b> has begun. It lasts until { DATETIME($until, dateStyle: "long") }; then it renews by itself, and you pay for it.

    If you don’t want that, cancel before then, and nothing is charged. /status shows what you have.
news-free-ends =
    Your free period of <b>{ $title }</b> has begun. It lasts until { DATETIME($until, dateStyle: "long") } and does not renew, so nothing will be charged.

    /status shows what you have.
news-thanks-forever =
    Thank you. <b>{ $title }</b> is yours for ever.

    Paid: { $price }. /status shows what you have.
news-renewed =
    <b>{ $title }</b> is renewed: yours until { DATETIME($until, dateStyle: "long") }.

    Paid: { $price }. /status shows what you have.
news-renewed-free =
    <b>{ $title }</b> is renewed: yours until { DATETIME($until, dateStyle: "long") }.

    There was nothing to pay this time. /status shows what you have.
news-payment-failed = The payment for <b>{ $title }</b> did not come through: { $price }.
news-payment-confirm = Your bank wants you to confirm the payment for <b>{ $title }</b>: { $price }.
news-payment-grace = Your access stays open until { DATETIME($until, dateStyle: "long") }. See to it soon, so that it goes on.
news-payment-closed = Your access opens as soon as it is paid.
pay-late-button = Pay { $price }
confirm-button = Confirm the payment
news-checkout-failed =
    Your payment for <b>{ $title }</b> did not arrive after all: { $price }. So nothing was opened.

    /buy lets you try again, and /paysupport is there if you want to ask.
news-held =
    Your payment of { $price } arrived, but we can’t tell what it was for. It is safe, and we are looking into it.

    You needn’t do anything. If you want to ask, /paysupport is the place; the payment is <code>{ $charge }</code>
news-held-renews =
    Your payment of { $price } arrived, but we can’t tell what it was for. It is safe, and we are looking into it.

    It is for a subscription that only you can stop. So that Telegram charges nothing more for it, stop it there: Settings › My Stars. If you want to ask, /paysupport is the place; the payment is <code>{ $charge }</code>
news-returning =
    You have <b>{ $title }</b> for ever already, so your { $price } are on their way back to you.
news-returning-card = You have <b>{ $title }</b> for ever already, so your { $price } go back to your card. A bank may take up to ten days.
news-refunded = Your { $price } are back in your balance.
news-refunded-ended = Your { $price } for <b>{ $title }</b> are back in your balance, and the access they paid for has ended.
news-refunded-kept =
    Your { $price } for <b>{ $title }</b> are back in your balance.

    Your other purchase keeps it open until { DATETIME($until, dateStyle: "long") }.
news-refunded-card = Your { $price } are on their way to your card. A bank may take up to ten days.
news-refunded-card-ended = Your { $price } for <b>{ $title }</b> are on their way to your card; a bank may take up to ten days. The access they paid for has ended.
news-refunded-card-kept =
    Your { $price } for <b>{ $title }</b> are on their way to your card; a bank may take up to ten days.

    What else you have paid keeps it open until { DATETIME($until, dateStyle: "long") }.
news-refunded-stopped = Its renewal stops as well, so nothing more will be charged.
news-refunded-part =
    A part of your payment for <b>{ $title }</b> is on its way to your card: { $price }. A bank may take up to ten days.

    The rest stays paid ({ $left }), and your access stays as it is.
news-refunded-part-held = A part of your payment is on its way to your card: { $price }. A bank may take up to ten days. The rest stays with us: { $left }.
news-refund-came-back =
    Your bank did not take the refund, so the money is with us again: { $price }. Your access is as it was before.

    Please write to us through /paysupport, and we’ll find another way.
news-refund-came-back-until =
    Your bank did not take the refund for <b>{ $title }</b>, so the money is with us again: { $price }. Your access is open again until { DATETIME($until, dateStyle: "long") }.

    Please write to us through /paysupport, and we’ll find another way.
news-suspended =
    Your bank tells us that the payment for <b>{ $title }</b> is disputed: { $price }. Until that is settled, the access it paid for waits.

    If it is a mistake, tell your bank, or write to us through /paysupport; the payment is <code>{ $charge }</code>
news-lost =
    Your bank has taken back the payment for <b>{ $title }</b>: { $price }. The access it paid for has ended.

    If that was a mistake, tell your bank, or write to us through /paysupport; the payment is <code>{ $charge }</code>
news-reinstated = The dispute about your payment is settled, and your access is as it was before. /status shows what you have.
news-reinstated-until = The dispute about your payment for <b>{ $title }</b> is settled, and your access is open again until { DATETIME($until, dateStyle: "long") }.
news-parallel =
    These run side by side, and each costs you money:
    { $list }

    If you want only one, cancel the others. We change nothing without you.
news-parallel-item = • <b>{ $title }</b>, paid { $way }
news-parallel-item-until = • <b>{ $title }</b>, paid { $way }, until { DATETIME($until, dateStyle: "long") }
news-quarantined =
    <b>Money held: { $price }</b>
    { $reason }

    Payer: <code>{ $payer }</code>
    Its reference: <code>{ $reference }</code>
    Give it back: <code>/refund { $charge }</code>
news-quarantined-renews = It is for a subscription, which goes on until you give the money back: that stops it too.
news-quarantined-goes-on = It is for a subscription we don’t know, and a refund won’t stop it. Only the payer can, in Telegram under Settings › My Stars; we have told them so.
news-paid-for-other =
    <b>{ $price } for another’s invoice</b>
    <code>{ $payer }</code> paid the invoice of <code>{ $buyer }</code> and was given what it bought.

    Payment: <code>{ $charge }</code>
news-refund-done =
    Refunded: { $price } are back with <code>{ $payer }</code>.
    Payment: <code>{ $charge }</code>
news-refund-done-card =
    Refunded: { $price } go back to the card of <code>{ $payer }</code>. Stripe has taken it on; the bank may take up to ten days.
    Payment: <code>{ $charge }</code>
news-refund-failed =
    <b>Refund refused: { $price }</b>
    { $provider } says: { $detail }

    Payer: <code>{ $payer }</code>
    Payment: <code>{ $charge }</code>
    Money and access stand as before.
news-refund-too-low =
    <b>Refund refused: { $price }</b>
    Telegram says the bot’s balance is too low. { $price } are needed: wait for sales, then send this again:
    <code>/refund { $charge }</code>

    Payer: <code>{ $payer }</code>
    Money and access stand as before.
news-refund-too-low-card =
    <b>Refund refused: { $price }</b>
    Stripe says that the balance there is too low. Wait for sales, or add money to it in Stripe’s dashboard, then send this again:
    <code>/refund { $charge }</code>

    Payer: <code>{ $payer }</code>
    Money and access stand as before.
news-refund-reversed =
    <b>A refund came back: { $price }</b>
    Stripe says: { $detail }

    Payer: <code>{ $payer }</code>
    Payment: <code>{ $charge }</code>
    Money and access are as before it. Agree with them on another way.
news-disputed =
    <b>Disputed: { $price }</b>
    Why, in Stripe’s words: { $reason }

    Payer: <code>{ $payer }</code>
    Payment: <code>{ $charge }</code>
    The access it paid for waits. Answer in Stripe’s dashboard, before the day it names there.
news-dispute-won =
    <b>Dispute won: { $price }</b>
    The money is back, and so is the access.

    Payer: <code>{ $payer }</code>
    Payment: <code>{ $charge }</code>
news-dispute-lost =
    <b>Dispute lost: { $price }</b>
    The bank has given the money back to the payer, and the access has ended.

    Payer: <code>{ $payer }</code>
    Payment: <code>{ $charge }</code>
news-granted =
    A present for you: <b>{ $title }</b> is yours until { DATETIME($until, dateStyle: "long") }.

    /status shows what you have.
news-granted-forever =
    A present for you: <b>{ $title }</b> is yours for ever.

    /status shows what you have.
news-revoked = <b>{ $title }</b>, which you were given, has ended. /support is there if you want to ask.
news-revoked-kept = <b>{ $title }</b>, which you were given, was taken back. What else you have keeps it open until { DATETIME($until, dateStyle: "long") }.
news-drift-less =
    <b>Telegram holds { $difference } less than the books</b>
    The books: { $booked }
    Telegram: { $provider }

    Payments, refunds and withdrawals that Telegram lists are in the books by now, so look into it: /reconcile
news-drift-more =
    <b>Telegram holds { $difference } more than the books</b>
    The books: { $booked }
    Telegram: { $provider }

    What Telegram lists is in the books by now, so look into it: /reconcile
news-alarm =
    <b>{ $what }</b>
    At Stripe: <code>{ $id }</code>
    { $detail }

    { $todo }
alarm-unknown-status = Stripe uses a word we do not know
alarm-unknown-status-todo = Nothing was opened because of it. Look at it in Stripe’s dashboard; a newer version of this shop may know it.
alarm-wrong-mode = An event of Stripe’s other mode
alarm-wrong-mode-todo = Test and live do not mix, so it was kept and not acted upon. <code>STRIPE_SECRET_KEY</code> and the webhook of <code>STRIPE_WEBHOOK_SECRET</code> must be of one mode.
alarm-wrong-account = Stripe does not know our customers
alarm-wrong-account-todo = <code>STRIPE_SECRET_KEY</code> seems to be of another account. Nothing is lost: what waits is read as soon as the key is right. If the shop moved to another account, or its test data was cleared, this ends by itself with the next purchase.
alarm-foreign-charge = A payment at Stripe that names nobody here
alarm-foreign-charge-todo = It is not in the books. If the account sells something else too, leave it; if not, give it back in Stripe’s dashboard.
alarm-wrong-price = A price at Stripe is not that of its plan
alarm-wrong-price-todo = What it pays is held until somebody has looked at it. <code>npm run doctor</code> says what differs.

quarantine-unknown-order = It names no order we know.
quarantine-wrong-amount = The amount is not that of its order.
quarantine-wrong-currency = The currency is not that of its order.
quarantine-wrong-rail = It came by another way than its order.
quarantine-wrong-price = It paid another price than that of its plan.

## What renews: stopping it, going on with it, and what time brings

stop-button = Stop renewing “{ $title }”
stop-button-until = Stop renewing “{ $title }” (until { DATETIME($until, dateStyle: "medium") })
stop-ask = Shall <b>{ $title }</b> renew no more? It stays yours until { DATETIME($until, dateStyle: "long") }, and nothing is charged after that.
stop-ask-late = Shall <b>{ $title }</b> renew no more? What was paid is over, so it closes at once, and nothing more is charged.
stop-ask-kept = Shall <b>{ $title }</b> renew no more? What else you have of it keeps it open until { DATETIME($until, dateStyle: "long") }, and nothing more is charged.
stop-ask-open = Shall <b>{ $title }</b> renew no more? Nothing is charged from then on.
stop-yes-button = Stop the renewal
stop-no-button = Keep it
stop-kept = Good. <b>{ $title }</b> goes on as it is.
stop-stopped = <b>{ $title }</b> is stopped: it does not renew, and nothing more will be charged for it.
stop-nothing = There is nothing to stop any more. /status tells what you have.
allow-button = Let “{ $title }” renew again
allow-done = Now you can turn it on: in Telegram, under Settings › My Stars, choose <b>{ $title }</b>. I’ll tell you as soon as it renews again; until then it ends on { DATETIME($until, dateStyle: "long") }.
allow-nothing = There is nothing to turn on: it renews already, has ended, or was not stopped here. /status tells what you have.
again-button = Buy it again

news-back = <b>{ $title }</b> is open again. Welcome back!
news-thanks-renews =
    Thank you. <b>{ $title }</b> is yours until { DATETIME($until, dateStyle: "long") }, and then renews by itself.

    Paid: { $price }. /status shows what you have, and stops the renewal whenever you like.
news-payment-top-up =
    <b>{ $title }</b> could not be renewed: Telegram could not take { $price }.

    Top up your Stars in Telegram, under Settings › My Stars. It renews as soon as Telegram can take them.
news-renewal-stopped = <b>{ $title }</b> does not renew any more. It stays yours until { DATETIME($until, dateStyle: "long") }, and nothing more will be charged.
news-renewal-stopped-allow = Changed your mind? Tap the button, then turn the renewal on in Telegram.
news-renewal-stopped-resume = Changed your mind? Turn the renewal on again in Telegram, under Settings › My Stars.
news-renewal-resumed = <b>{ $title }</b> renews by itself again, next on { DATETIME($until, dateStyle: "long") }.
news-renewal-not-stopped = Telegram did not let us stop the renewal of <b>{ $title }</b>. Please stop it yourself, in Telegram under Settings › My Stars. If that does not work, write to us through /paysupport.
news-renewal-not-stopped-card = Stripe did not let us stop the renewal of <b>{ $title }</b>. Please write to us through /paysupport, and we will see to it.
news-renewal-not-stopped-until = It is paid until { DATETIME($until, dateStyle: "long") }; do it before then, and nothing more is charged.
news-renewal-not-allowed =
    Telegram did not let us turn the renewal of <b>{ $title }</b> on again, so it ends with what is paid.

    To go on after that, buy it again with /buy. If something seems wrong, write to us through /paysupport.
news-ending-soon = <b>{ $title }</b> ends on { DATETIME($until, dateStyle: "long") }, and does not renew by itself.
news-ending-soon-again = To keep it, buy it again: the button leads there.
news-ended = <b>{ $title }</b> ended on { DATETIME($at, dateStyle: "long") }. Nothing has been charged since.
news-ended-owed =
    <b>{ $title }</b> is closed now, for its payment has not come: { $price }.

    It opens again as soon as it is paid.
news-ended-again = You are welcome back at any time: the button leads there.
news-ended-plans = /plans shows what is on sale.
news-forgotten =
    It is done: your name, your language and all else we knew about you are gone.

    The record of your payments stays, as it must, under the bare number of your Telegram account. What you have paid for stays yours. If you write to me again, we meet as if for the first time.
news-renewal-stop-refused =
    <b>A renewal could not be stopped</b>
    { $plan }. { $provider } says: { $detail }

    Subscriber: <code>{ $payer }</code>
    First payment: <code>{ $charge }</code>
    It counts as renewing, as before. Look into it: <code>/why { $payer }</code>
news-renewal-allow-refused =
    <b>A renewal could not be allowed again</b>
    { $plan }. { $provider } says: { $detail }

    Subscriber: <code>{ $payer }</code>
    First payment: <code>{ $charge }</code>
    It stays stopped, and ends with what is paid. Look into it: <code>/why { $payer }</code>
news-unknown-subscription =
    <b>Telegram speaks of a subscription we do not know</b>
    Its state: { $state }

    Subscriber: <code>{ $payer }</code>
    Its reference: <code>{ $reference }</code>
    It was kept, and nothing was changed. If another program sells with this bot, leave it; if not, look into it: <code>/why { $payer }</code>
news-unlisted = { $count ->
    [one] <b>{ NUMBER($count) } payment in the books is not in the list of { $provider }</b>
   *[other] <b>{ NUMBER($count) } payments in the books are not in the list of { $provider }</b>
}
news-unlisted-charge = • <code>{ $charge }</code>
news-unlisted-more = { $count ->
    [one] … and { NUMBER($count) } more
   *[other] … and { NUMBER($count) } more
}
news-unlisted-todo = Nothing was changed because of it. See who paid, and what they have, with /why and the id.

## For admins

refund-requested =
    { $price } go back to <code>{ $person }</code>. I’ll tell you when Telegram has done it.
    Refund: <code>{ $refund }</code>
refund-requested-card =
    { $price } go back to the card of <code>{ $person }</code>. I’ll tell you when Stripe has taken it on; then the bank may take up to ten days.
    Refund: <code>{ $refund }</code>
refund-already-requested =
    This refund was asked for already and is on its way.
    Refund: <code>{ $refund }</code>
refund-already-refunded =
    This payment went back already.
    Refund: <code>{ $refund }</code>
refund-unknown = There is no payment <code>{ $charge }</code> in the books.
refund-nothing = No money moved with <code>{ $charge }</code>, so there is none to give back. What it opened is taken back with /revoke; /why shows its id.
refund-disputed = The payer’s bank disputes <code>{ $charge }</code> and holds the money, or has kept it, so it can’t be given back from here. /why shows how the dispute stands.

refund-whom =
    <b>Giving a payment back</b>

    Whose is it? Send a Telegram id, a <code>@name</code>, or the id of a payment or an order.
refund-whom-nobody =
    <b>Giving a payment back</b>

    Nobody found for “{ $query }”. Try another id or name.
refund-whom-several =
    <b>Giving a payment back</b>

    Several people fit. Whose is it?
refund-whom-button = { $name } ({ $id })
refund-which = Which payment goes back?
refund-which-none = They have paid nothing, so there is nothing to give back.
refund-which-left = There is nothing else here to give back.
refund-which-button = { DATETIME($at, dateStyle: "medium") } · { $plan } · { $price }
refund-gone = ↩ { DATETIME($at, dateStyle: "medium") } · { $plan } · { $price }: back already
refund-going = ↩ { DATETIME($at, dateStyle: "medium") } · { $plan } · { $price }: on its way back
refund-kept = ⚖ { DATETIME($at, dateStyle: "medium") } · { $plan } · { $price }: disputed at the bank
refund-earlier-button = Earlier ›
refund-later-button = ‹ Later
refund-why-head =
    <b>{ $price } for { $plan }</b>
    paid { DATETIME($at, dateStyle: "medium", timeStyle: "short") } by { $who }
refund-why = Why does it go back? Tap a reason, or type one.
refund-reason-mistake = Bought by mistake
refund-reason-broken = Something did not work
refund-reason-twice = Paid twice
refund-reason-none = No particular reason
refund-sure = Give <b>{ $price }</b> back to { $who }?
refund-sure-facts =
    For: { $plan }, paid { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    Reason: { $reason }
refund-sure-part = A part went back already: { $back }. This is the rest.
refund-sure-card = It goes back to their card, where a bank may take up to ten days.
refund-sure-renewal = If it paid for the latest period of a subscription, that renews no more. An earlier period going back changes nothing about it.
refund-give-button = Give { $price } back
refund-back-button = ‹ Back
refund-cancel-button = Cancel
refund-left = This refund was left before its end. Nothing was given back.
no-plan = no known order

foresight-title = What they lose:
foresight-kept = They lose nothing:
foresight-ends = ● <b>{ $key }</b> ends at once, instead of on { DATETIME($until, dateStyle: "medium", timeStyle: "short") }
foresight-ends-forever = ● <b>{ $key }</b> ends at once, instead of never
foresight-shorter = ● <b>{ $key }</b> ends on { DATETIME($afterwards, dateStyle: "medium", timeStyle: "short") }, instead of on { DATETIME($until, dateStyle: "medium", timeStyle: "short") }
foresight-dated = ● <b>{ $key }</b> ends on { DATETIME($afterwards, dateStyle: "medium", timeStyle: "short") }, instead of never
foresight-stays = ○ <b>{ $key }</b> stays open until { DATETIME($until, dateStyle: "medium", timeStyle: "short") }
foresight-stays-forever = ○ <b>{ $key }</b> stays open for ever
foresight-held = They lose nothing: this money is held and has opened nothing.
foresight-nothing = They lose nothing: what it paid for is over already.

grant-usage =
    Send <code>/grant</code>, whom (a Telegram id or <code>@name</code>), a plan and the reason:
    <code>/grant @name { $plan } won the raffle</code>

    Plans:
grant-plan = <code>{ $code }</code> – { $title }
grant-several = Several people bear this name. Give it to one of them by their id:
grant-stranger = Nobody known as “{ $query }”. They must have opened this bot once before anything can be given to them.
grant-done =
    <code>{ $person }</code> has <b>{ $title }</b> until { DATETIME($until, dateStyle: "long") }.
    Take it back: <code>/revoke { $grant } reason</code>
grant-done-forever =
    <code>{ $person }</code> has <b>{ $title }</b> for ever.
    Take it back: <code>/revoke { $grant } reason</code>

revoke-usage =
    Send <code>/revoke</code>, the id of what was given and the reason:
    <code>/revoke 0196a0de-7c5b-7aaa-8bbb-000000000000 given by mistake</code>

    /why and /audit show the ids. What was paid for ends with its refund.
revoke-done = Taken back. <code>{ $grant }</code> gives no access any more.
revoke-already = <code>{ $grant }</code> was taken back already.
revoke-unknown = Nothing was given under <code>{ $grant }</code>. /why and /audit show the ids.
revoke-paid =
    This was paid for, so it ends with its refund:
    <code>/refund { $charge } { $reason }</code>

signout-usage =
    Send <code>/signout</code> and who it is about, with a reason if you like. Their sessions in the app end at once, everywhere:
    <code>/signout @name lost their phone</code>

    The devices they added go on; they revoke those themselves, in the app.
signout-no-reason = no reason given
signout-several = Several people bear this name. Sign out one of them by their id:
signout-done = { $count ->
    [0] <code>{ $person }</code> was signed in nowhere. What they could still have come back with is worth nothing now.
    [one] <code>{ $person }</code> is signed out: { NUMBER($count) } session ended.
   *[other] <code>{ $person }</code> is signed out: { NUMBER($count) } sessions ended.
}

balance = <b>Balance</b>
balance-other = <b>On { $rail }, in { $currency }</b>
balance-card = <b>By card, in { $currency }</b>
balance-card-cash = The books, less fees: <b>{ $price }</b>
balance-card-costs = Fees: { $fees } · with banks in disputes, or lost: { $disputes }
balance-card-conversion = Changed into another currency: { $price }
balance-card-came = Changed from another currency: { $price }
balance-cash = The books: <b>{ $price }</b>
balance-telegram = Telegram: <b>{ $price }</b>
balance-parts = Earned: { $earned } · held for payers: { $held }
balance-taken-out = Taken out or spent elsewhere: { $price }
balance-came-otherwise = Came in otherwise than by sales: { $price }
balance-agrees = ✓ The books and Telegram agree.
balance-less =
    Telegram holds { $difference } less than the books.

    A refund under way, or Stars just taken out, explain it for a moment. If it stays, look into it: /reconcile
balance-more =
    Telegram holds { $difference } more than the books.

    A payment under way explains it for a moment. If it stays, a payment has not reached the books: /reconcile
balance-silent = Telegram does not answer just now, so these are the books alone.

audit = <b>What admins did</b>
audit-empty = No admin has done anything yet.
audit-none = Nothing was done about “{ $query }”.
audit-usage = <code>/audit</code> shows the latest acts; with an id or <code>@name</code> of a person or an admin, or the id of a payment, an order, a refund, a grant or an act, those about it.
audit-refund =
    <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") } · refund</b>
    by <code>{ $admin }</code>, to <code>{ $person }</code>, plan { $plan }
    payment <code>{ $charge }</code>
audit-grant =
    <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") } · grant</b>
    by <code>{ $admin }</code>, to <code>{ $person }</code>, plan { $plan }
    grant <code>{ $grant }</code>
audit-revoke =
    <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") } · revoke</b>
    by <code>{ $admin }</code>, from <code>{ $person }</code>, plan { $plan }
    grant <code>{ $grant }</code>
audit-sign-out =
    <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") } · sign-out</b>
    by <code>{ $admin }</code>, of <code>{ $person }</code>, open sessions ended: { NUMBER($count) }
audit-forget =
    <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") } · personal data deleted</b>
    by <code>{ $admin }</code>, of <code>{ $person }</code>
audit-reason = because: { $reason }
audit-until = → until { DATETIME($until, dateStyle: "medium", timeStyle: "short") }
audit-forever = → for ever
audit-waiting = → no answer yet
audit-refunded = → the money is back
audit-refused = → refused: { $detail }
audit-id = act <code>{ $id }</code>

stats-title = Your shop, week by week
stats-since = The last { NUMBER($count) } weeks, from { DATETIME($from, dateStyle: "long") } to now · UTC
stats-day = { DATETIME($at, day: "numeric", month: "short") }
stats-now = now
stats-stars = Stars
stats-this-week = { $name }, this week
stats-last-week = Last week
stats-last-week-was = Last week: { $figure }
stats-weeks = { $count ->
    [one] { NUMBER($count) } week
   *[other] { NUMBER($count) } weeks
}
stats-back = Refunded
stats-active = With access now
stats-fresh = New this week
stats-lapsed = Lapsed this week
stats-no-sales = Nothing sold in these weeks
stats-nobody = Nobody has access yet
stats-caption-now = <b>This week so far, since { DATETIME($from, day: "numeric", month: "long") }</b>
stats-caption-before = <b>The week before</b>
stats-caption-all = <b>All { NUMBER($count) } weeks</b>
stats-earned = Earned: { $prices }
stats-earned-nothing = Earned: nothing
stats-returned = Refunded: { $prices }
stats-people-now = With access now: { NUMBER($active) } · new: { NUMBER($fresh) } · lapsed: { NUMBER($lapsed) }
stats-people = With access at its end: { NUMBER($active) } · new: { NUMBER($fresh) } · lapsed: { NUMBER($lapsed) }
stats-people-all = New: { NUMBER($fresh) } · lapsed: { NUMBER($lapsed) }
stats-others = There is also { $currencies }; /balance shows it.

reconcile-running =
    <b>Reconciling…</b>
    I am reading all that moved there, and put what is missing into the books.
reconcile-progress = { $provider }: { NUMBER($read) } read, missing: { NUMBER($repaired) }
reconcile-busy = I am at it already. The message above shows how far it is.
reconcile-done = <b>Reconciled</b>
reconcile-whole =
    <b>{ $provider }</b>
    Read: { NUMBER($read) }. Nothing was missing.
reconcile-repaired =
    <b>{ $provider }</b>
    Read: { NUMBER($read) }. Missing, and in the books now: { NUMBER($repaired) }.
reconcile-agrees = ✓ { $price }: the books and { $provider } agree.
reconcile-less = ⚠ { $provider } has { $difference } less than the books: { $held } instead of { $booked }.
reconcile-more = ⚠ { $provider } has { $difference } more than the books: { $held } instead of { $booked }.
reconcile-silent = { $provider } did not say what it holds, so balances were not compared.
reconcile-unlisted = { $count ->
    [one] ⚠ { NUMBER($count) } payment in the books is not on the list of { $provider }. Nothing was changed; /why with its id tells more:
   *[other] ⚠ { NUMBER($count) } payments in the books are not on the list of { $provider }. Nothing was changed; /why with an id tells more:
}
reconcile-unlisted-item = { DATETIME($at, dateStyle: "medium") } · { $price } · <code>{ $charge }</code>
reconcile-unlisted-more = … and more: { NUMBER($count) }
reconcile-failed =
    <b>{ $provider }</b>
    It broke off: { $provider } did not answer as it should. What was found until then is in the books, and in a few minutes it is tried again by itself.

forget-ask =
    <b>Shall I forget you?</b>

    We delete your name, your language and whatever else we know of you, and sign you out of the app and on every device you added. What you paid and what it bought stays in the books under your Telegram number, as the law of bookkeeping wants it; what you have stays open to its end.
forget-renews = First of all, this will renew no more:
forget-renews-item = • <b>{ $title }</b>, { $way }
forget-anew = This can’t be undone. If you write to me later, we get to know each other anew.
forget-hint = Somebody else is forgotten by <code>/forget</code> with their Telegram id or <code>@name</code>.
forget-button = Forget me
forget-keep-button = Keep everything
forget-kept = Good, nothing was deleted.
forget-begun = It is being done. I’ll write to you as soon as I have forgotten you.
forget-begun-renewals = { $count ->
    [one] It is being done: first the renewal is stopped, then I forget you. I’ll write to you when I have.
   *[other] It is being done: first { NUMBER($count) } renewals are stopped, then I forget you. I’ll write to you when I have.
}
forget-them-ask = <b>Forget this person?</b>
forget-them-what = Their name, language and whatever else is known of them is deleted, and they are signed out of the app and on every device they added. Payments, refunds and what they opened stay in the books under the bare number. It can’t be undone.
forget-them-button = Forget { $person }
forget-them-begun = <code>{ $person }</code> is being forgotten, and will be told if messages still reach them. Renewals to be stopped first: { NUMBER($count) }
forget-unknown = There is nobody <code>{ $person }</code> in the books.
forget-several = Several people bear this name. Forget one of them by their id:

find-usage = Send <code>/find</code> and a Telegram id, a @name, or the id of a payment, an order, a refund, an invoice or a subscription.
find-none = Nobody found for “{ $query }”.
why-usage = Send <code>/why</code> and a Telegram id, a @name, or the id of a payment, an order, a refund, an invoice or a subscription.
why-button = Story of { $name } ({ $id })

person-name = <b>{ $name }</b>
person-nameless = <b>Name not known yet</b>
person-username = { "" } { $username }
person-facts = <code>{ $id }</code> · language { $language } · known since { DATETIME($met, dateStyle: "medium") }
person-unreachable =
    Messages don’t arrive since { DATETIME($since, dateStyle: "medium") }{ $because ->
        [blocked] : they blocked the bot
        [deactivated] : the account is deleted
        [never_started] : they never opened the chat
       *[unknown] { "" }
    }

why-access = <b>Access now</b>
why-nothing = none, and there never was any
why-open = ● <b>{ $key }</b> open by { $plan }, { DATETIME($from, dateStyle: "medium") } to { DATETIME($until, dateStyle: "medium", timeStyle: "short") }
why-open-forever = ● <b>{ $key }</b> open by { $plan } since { DATETIME($from, dateStyle: "medium") }, for ever
why-grace = ● <b>{ $key }</b> open by the grace of { $plan }; paid until { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
why-closed = ○ <b>{ $key }</b> closed; { $plan } ended { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
why-notices = Messages: { NUMBER($sent) } sent, { NUMBER($waiting) } not sent
why-sessions = Signed in to the app now: { $count ->
    [0] nowhere
    [one] in { NUMBER($count) } place
   *[other] in { NUMBER($count) } places
}
why-devices = Devices: { $count ->
    [0] none
   *[other] { NUMBER($count) }
}
why-device-seen = • { $name }, last seen { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
why-device-unseen = • { $name }, added { DATETIME($at, dateStyle: "medium") }, not seen yet
why-devices-more = … and more: { NUMBER($count) }
why-devices-revoked = Devices revoked: { NUMBER($count) }
why-payment = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> paid { $price } for { $plan }
why-charge = payment <code>{ $charge }</code>
why-invoice = invoice <code>{ $invoice }</code>
why-ids = in our books <code>{ $payment }</code>, order <code>{ $order }</code>
why-quarantined = held: { $reason }
why-refund-pending = ↩ refund of { $price } asked { DATETIME($asked, dateStyle: "medium", timeStyle: "short") } by { $by }: { $reason }. No answer yet. <code>{ $id }</code>
why-refund-done = ↩ { $price } refunded { DATETIME($at, dateStyle: "medium", timeStyle: "short") }, asked by { $by }: { $reason }. <code>{ $id }</code>
why-refund-failed = ↩ refund of { $price } refused { DATETIME($at, dateStyle: "medium", timeStyle: "short") }, asked by { $by }: { $reason }. The answer: { $detail }. <code>{ $id }</code>
why-refund-came-back = ↪ it came back to us { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: the bank did not take it
why-dispute = ⚖ { $price } disputed { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: { $reason }; now { $status }. <code>{ $id }</code>
why-subscription =
    <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> subscription to { $plan }, { $price }, { $way }
    { $status } <code>{ $id }</code>
why-subscription-brief = <b>{ DATETIME($at, dateStyle: "medium") }</b> subscription to { $plan }: { $status }
why-period = → its period: { DATETIME($from, dateStyle: "medium", timeStyle: "short") } to { DATETIME($until, dateStyle: "medium", timeStyle: "short") }
why-renews = → renews by itself
why-cancels = → canceled, ends { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
why-over = → ended { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
why-owes = → a payment of it is owed
why-renewal-canceled = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> Telegram: they turned the renewal off <code>{ $id }</code>
why-renewal-active = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> Telegram: they turned the renewal on again <code>{ $id }</code>
why-renewal-failed = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> Telegram: the payment for the renewal did not come <code>{ $id }</code>
why-renewal-stop = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> renewal to be stopped, asked by { $by }: { $reason } <code>{ $id }</code>
why-renewal-allow = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> renewal to be allowed again, asked by { $by } <code>{ $id }</code>
why-renewal-waiting = → no answer yet
why-renewal-done = → done { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
why-renewal-refused = → refused { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: { $detail }
why-unpaid-invoice = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> invoice of { $price }: { $status } <code>{ $id }</code>
why-told = ✉ told “{ $kind }” { DATETIME($at, dateStyle: "medium", timeStyle: "short") } <code>{ $id }</code>
why-untold = ✉ “{ $kind }” waits to be told since { DATETIME($at, dateStyle: "medium", timeStyle: "short") } <code>{ $id }</code>
why-grant = → gave { $plan } from { DATETIME($from, dateStyle: "medium") } to { DATETIME($until, dateStyle: "medium", timeStyle: "short") } <code>{ $id }</code>
why-grant-void = → gave { $plan }, and nothing is left of it <code>{ $id }</code>
why-grant-forever = → gave { $plan } from { DATETIME($from, dateStyle: "medium") } for ever <code>{ $id }</code>
why-gift = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> given by hand, by <code>{ $by }</code>: { $reason }
why-revoked = → ended { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: { $reason }
why-taken = → taken back { DATETIME($at, dateStyle: "medium", timeStyle: "short") } by <code>{ $by }</code>: { $reason }
why-brief = <b>{ DATETIME($at, dateStyle: "medium") }</b> { $price } for { $plan }
why-brief-gift = <b>{ DATETIME($at, dateStyle: "medium") }</b> { $plan } by hand
why-brief-id = grant <code>{ $id }</code>
why-brief-until = → to { DATETIME($until, dateStyle: "medium") }
why-brief-forever = → for ever
why-brief-ended = → ended { DATETIME($at, dateStyle: "medium") }
why-brief-held = · held
why-brief-returning = ↩ on its way back
why-brief-refunded = ↩ back
why-brief-part = ↩ a part back
why-brief-disputed = ⚖ disputed
why-earlier = { $count ->
    [one] … and { NUMBER($count) } earlier event
   *[other] … and { NUMBER($count) } earlier events
}

## What other services are told

webhooks = <b>What other services are told</b>
webhooks-none = No other service is told anything. Where they listen stands in <code>OUTGOING_WEBHOOK_URLS</code>, read at the start; <code>docs/services.md</code> says how it is done.
webhooks-endpoint = <code>{ $url }</code>
webhooks-well = ✓ All delivered, last { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
webhooks-quiet = Nothing has happened yet that it had to be told.
webhooks-waiting = … Waiting: { NUMBER($count) }, since { DATETIME($since, dateStyle: "medium", timeStyle: "short") }. They are sent again by themselves.
webhooks-given-up = ⚠ Given up after three days: { NUMBER($count) }
webhooks-last = Last delivered { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
webhooks-never = Nothing was delivered yet.
webhooks-earlier = … and earlier ones
webhooks-usage = <code>/webhooks</code> with a Telegram id, a <code>@name</code> or the id of an event shows what was told of it.
webhooks-how = ↻ sends that one again, with the same event id.
webhooks-unknown = There is no such event or delivery, and nobody was found for “{ $query }”.
webhooks-several = Several people bear this name. Ask by the id of one of them:
webhooks-nothing = Nothing was told of them.
webhooks-resend-button = Send again what failed: { $place }
delivery = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> · { $type }
delivery-numbered = <b>{ NUMBER($number) } · { DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> · { $type }
delivery-whom = of <code>{ $person }</code>, to <code>{ $url }</code>
delivery-new = … not sent yet
delivery-waiting = { $count ->
    [one] … tried { NUMBER($count) } time, last { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: { $answer }. It is tried again by itself.
   *[other] … tried { NUMBER($count) } times, last { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: { $answer }. It is tried again by itself.
}
delivery-taken = ✓ delivered { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: { $answer }
delivery-refused-again = ✓ delivered { DATETIME($delivered, dateStyle: "medium", timeStyle: "short") }; sent again { DATETIME($at, dateStyle: "medium", timeStyle: "short") }, and not taken: { $answer }
delivery-given-up = { $count ->
    [one] ⚠ given up after { NUMBER($count) } try: { $answer }
   *[other] ⚠ given up after { NUMBER($count) } tries: { $answer }
}
delivery-dropped = ⚠ not sent: that address is not told any more
delivery-event = event <code>{ $event }</code>
delivery-again-button = ↻ { NUMBER($number) }
resend-begun = { $count ->
    [one] Sending it again…
   *[other] Sending { NUMBER($count) } again…
}
resend-nothing = There is nothing there to send again.
news-webhook-given-up =
    <b>Another service does not take what it is told</b>
    <code>{ $url }</code>
    The last answer: { $detail }

    Something was tried there for three days and is given up now. It is not lost: when the service is well, the button sends all of it again. What is newer is still tried by itself. /webhooks shows how it stands.

## The Mini App

app-places = Main screens
app-home = Home
app-plans = Plans
app-billing = Payments
app-settings = Settings
app-back = Back
app-close = Close
app-cancel = Cancel
app-done = Done
app-retry = Try again
app-loading = Loading…
app-offline = You are offline. What you see may be out of date.
app-not-loaded = The app could not be loaded. Close it and open it again.

app-outside = Open this in Telegram
app-outside-text = This app knows you through Telegram, so it works only inside it.
app-outside-open = Open the bot
app-old = Please open it again
app-old-text = For your safety, an app that was opened long ago has to be opened anew. Close it and open it again from the chat.
app-ended = You are signed out
app-ended-text = Close the app and open it again from the chat to sign in.
app-refused = We couldn’t let you in
app-refused-text = Telegram did not vouch for this visit. Close the app and open it again from the chat.
app-failed-offline = No connection
app-failed-offline-text = Please check your connection and try again.
app-failed-many = A little too fast
app-failed-many-text = Please wait a minute and try again.
app-failed-server = Something went wrong on our side
app-failed-server-text = Please try again in a minute. What you have stays yours.

app-home-title = What you have
app-hello = Hello, { $name }
app-free = Free
app-free-text = You have no plan at the moment, and nothing will be charged.
app-free-from = From { $price }
app-see-plans = See the plans
app-see-mine = See what you have
app-see-payments = See your payments
app-pass-now = Active
app-pass-soon = Ends soon
app-pass-grace = Awaiting renewal
app-pass-later = Not started yet
app-pass-ended = Ended
app-pass-refunded = Refunded
app-until = Until { $day }
app-forever = Yours for ever
app-starts = Starts on { $day }
app-grace = Paid until { $day }
app-ended-on = Ended on { $day }
app-refunded-on = Refunded on { $day }
app-left-rest = { $left } · does not renew by itself
app-forever-rest = There is nothing you need to do.
app-later-rest = Until { $day } · does not renew by itself
app-grace-rest = It stays open for a few days while we wait for the renewal.
app-ended-rest = Nothing has been charged since.
app-went-back = Returned to you: { $price }
app-extend = Extend
app-again = Buy again
app-earlier = Earlier
app-renews-on = Renews on { $day }
app-renews = Renews by itself
app-renews-text = There is nothing to buy: it goes on until you cancel.
app-renews-rest = Then { $price } · you can cancel at any time
app-renews-free = You can cancel at any time
app-manage = Manage
app-due = Your renewal is not paid yet
app-due-grace = { $title } stays open until { $day }. Pay before then, and it goes on.
app-due-stars = { $title } stays open until { $day }. Have { $price } in your balance before then, and it goes on.
app-due-stars-beside = Have { $price } in your balance, and { $title } goes on.
app-due-text = Pay, and { $title } goes on.
app-due-confirm = One step is left
app-due-confirm-text = Your bank asks you to confirm the payment for { $title }.
app-due-confirm-plain = Your bank asks you to confirm the payment.
app-pay-now = Pay now

app-plans-title = Plans
app-plans-how-once = Pay with Stars, once. Nothing renews by itself.
app-plans-how-stars = Pay with Stars. Only what says so renews by itself.
app-plans-how-both = Pay with Stars or by card. Only what says so renews by itself.
app-plans-how-card = Pay by card. Only what says so renews by itself.
app-plans-none = Nothing is on sale right now
app-plans-none-text = What you already have stays yours.
app-plan = Plan
app-features-more = and { NUMBER($count) } more
app-term-once = For { $term } · does not renew by itself
app-term-forever = Paid once, yours for ever
app-yours-until = Yours until { $day }
app-yours-from = Yours from { $day }
app-yours-forever = Yours for ever
app-owned-text = There is nothing more to buy.
app-stacks = Buy it again, and the new period ({ $term }) starts when this one ends. You lose nothing.
app-stacks-stars = Buy it again for Stars, and the new period ({ $term }) starts when this one ends. You lose nothing.
app-stacks-card = Buy it again by card, and the new period ({ $term }) starts when this one ends. You lose nothing.
app-ending-text = Its renewal is off. Turning it on again costs nothing today.
app-overlaps = By card it renews by itself: it starts and is charged at once, so until { $day } you would pay for the same days twice.
app-overlaps-stars = For Stars it renews by itself: it starts and is charged at once, so until { $day } you would pay for the same days twice.
app-overlaps-plain = It renews by itself: it starts and is charged at once, so until { $day } you would pay for the same days twice.
app-stacks-forever = Buy it, and it never ends.
app-not-here = This plan can’t be bought here.
app-retired = No longer sold
app-retired-text = This plan is not sold any more. These are:
app-retired-held = This plan is not sold any more; what you have of it stays yours. On sale now:
app-buy = Buy for { $price }
app-subscribe = Subscribe for { $price }
app-buy-card = Pay { $price } by card
app-by-card = By card
app-or-card = or { $price } by card
app-or-card-renews = or { $price } { $per } by card, renews
app-per-renews = { $per }, renews
app-per-until = { $per }, renews until you cancel
app-per-day = per day
app-per-week = per week
app-per-month = per month
app-per-year = per year
app-per-term = every { $term }

app-ordering = Getting your invoice…
app-ordering-card = Opening the payment page…
app-paying = Waiting for your payment
app-paying-text = The invoice is open in Telegram.
app-checking = Checking your payment
app-checking-text = We’re waiting for it to reach us. This usually takes a few seconds.
app-checking-slow = This may take a minute. Nothing is lost: you can close the app, and find it here when you come back.
app-checking-odd = This is taking unusually long. Nothing is lost: a payment that reaches us later counts all the same, and you will see it here.
app-paid = Thank you!
app-paid-text = { $title } is yours.
app-paid-until = { $title } is yours until { $day }
app-paid-renews = { $title } is yours, and renews by itself on { $day }
app-paid-forever = { $title } is yours for ever.
app-held = Your payment is safe with us
app-held-text = We couldn’t match it to { $title } and are looking into it. You needn’t do anything.
app-refunded = Your payment went back
app-refunded-text = What you paid for { $title } is back in your balance.
app-dropped-cancelled = You closed the invoice
app-dropped-failed = The payment did not go through
app-dropped-expired = The invoice expired
app-nothing-charged = Nothing was charged.
app-not-paid = No payment has reached us. If Stars did leave your balance, you will see it here in a moment.
app-unsupported = Your Telegram is too old to pay here
app-unsupported-text = Update Telegram, or buy in the chat.
app-open-chat = Buy in the chat
app-many = That was a lot of invoices
app-many-wait = { $seconds ->
    [one] You can go on in { NUMBER($seconds) } second.
   *[other] You can go on in { NUMBER($seconds) } seconds.
}
app-go-on = Go on
app-get-help = Get help
app-stop-waiting = Stop waiting
app-away = Pay in your browser
app-away-text = The payment page is open there. Come back when you are done: we will see it.
app-away-tap = The payment page opens there. Come back when you are done: we will see it.
app-away-none = No payment has reached us yet
app-away-none-text = If you have paid, it will be here in a moment. If not, nothing was charged.
app-away-page = Open the payment page
app-page-expired = The payment page has expired
app-page-closed = The payment page was closed
app-page-over = No payment has reached us. If you did pay, it will show up here by itself.
app-paid-already = You have already paid for this
app-paid-already-text = The payment is on its way to us and will be here in a moment.
app-subscribed = You are already subscribed to this
app-parallel = You already have a subscription
app-parallel-text = { $title } renews on { $day } for { $price }. If you go on, both will cost you money.
app-parallel-late = The payment for { $title } has not come yet: { $price }. If you go on, both will cost you money.
app-parallel-plain = It renews by itself. If you go on, both will cost you money.
app-parallel-go = Pay for both

app-billing-title = Payments
app-billing-none = No payments yet
app-billing-none-text = When you buy something, its receipt will be here.
app-upgrade = Upgrade
app-portal = Manage payment
app-cancel-renewal = Cancel renewal
app-stop-sure = Cancel the renewal?
app-stop-text = { $title } stays yours until { $day }. After that it ends, and nothing more is charged.
app-stop-late = What was paid for is over, so it ends at once. Nothing more is charged.
app-stop-kept = What else you have keeps { $title } open until { $day }. Nothing more is charged.
app-stop-open = Nothing more is charged. What else you have of { $title } stays yours.
app-stop-keep = Keep it
app-stopped = The renewal is canceled.
app-resume = Turn renewal on again
app-resume-how = To have it renew again, turn it on in Telegram: Settings › My Stars.
app-link-open = Open the page
app-nothing-to-change = There is nothing to change there any more.
app-nothing-changed = Nothing was changed.
app-mine-paid = Paid: { $price }
app-mine-per = { $price } { $per }
app-mine-ended = { $title } ended on { $day }
app-mine-ends = Ends on { $day } and does not renew by itself
app-mine-trial = Trial until { $day }, then it renews
app-mine-grace = Open until { $day } while the payment is late
app-sub-ending = Will not renew
app-sub-trial = Trial
app-sub-past-due = Payment is late
app-sub-unpaid = Not paid
app-sub-paused = Paused
app-sub-incomplete = Payment not finished
app-sub-expired = Payment was not finished
app-beside = You pay for another one too
app-beside-text = { $title } renews on { $day } for { $price }. Both cost you money.
app-beside-late = The payment for { $title } has not come yet: { $price }. Both cost you money.
app-beside-plain = It renews by itself, so both cost you money.
app-beside-cancel = Cancel this one
app-month = { DATETIME($at, month: "long", year: "numeric") }
app-more = Show older ones
app-status-paid = Paid
app-status-past-due = Overdue
app-status-open = To be paid
app-status-draft = In preparation
app-status-canceled = Canceled
app-status-refunded = Refunded
app-receipt = Receipt
app-receipt-what = What for
app-receipt-when = Paid
app-receipt-made = Issued
app-receipt-refunded = Refunded
app-receipt-id = Payment id
app-receipt-page = Open the invoice
app-receipt-pay = Pay the invoice
app-receipt-pdf = Download as PDF
app-receipt-help = Something wrong? Get help
app-receipt-help-text = Have the id ready: we will ask for it.
app-receipt-none = We can’t find this receipt
app-copy = Copy
app-copied = Copied
app-marked = Selected: copy it from here

app-language = Language
app-language-telegram = Same as Telegram
app-about = Help and terms
app-support = Support
app-paysupport = Help with a payment
app-terms = Terms of the sale
app-privacy = Privacy
app-signed-in = Active sessions
app-signed-in-text = { $count ->
    [one] The app is open in { NUMBER($count) } session.
   *[other] The app is open in { NUMBER($count) } sessions.
}
app-session-here = This session
app-session-other = Another session
app-session-since = since { $at }
app-session-seen = last seen { $at }
app-sign-out = Sign out everywhere
app-sign-out-sure = Sign out everywhere?
app-sign-out-text = The app closes wherever it is open, here too. What you bought stays yours.

app-devices = Devices
app-devices-count = In use: { NUMBER($count) } of { NUMBER($most) }
app-devices-none = No devices yet
app-devices-none-text = Add one to use what you have there too: on another computer, in an app, in a script.
app-devices-full = There is no room for another device
app-devices-most = { $most ->
    [0] You may not have any devices yet.
    [one] You may have { NUMBER($most) } device.
   *[other] You may have { NUMBER($most) } devices.
}
app-devices-over = Those you have keep working.
app-devices-larger = With “{ $title }” you may have { NUMBER($count) }.
app-devices-room = To make room, remove what you no longer use.
app-device-add = Add a device
app-device-go = Add
app-device-name = Name
app-device-plain = My device
app-device-taken = You already have a device with this name.
app-device-bad = Please use 1 to { NUMBER($most) } ordinary characters.
app-device-lost = The device was added, but its secret did not reach you. Remove it and add it again.
app-device-gone = This device has been removed.
app-device-unused = Not used yet
app-device-used = Last used { $at }
app-device-since = Added on { $day }
app-device-rename = Rename
app-device-save = Save
app-device-renamed = It is called { $name } now.
app-device-remove = Remove
app-device-remove-sure = Remove { $name }?
app-device-remove-text = It loses access at once. You can add it again; it then gets a new secret.
app-device-removed = { $name } is removed.
app-secret = The secret of { $name }
app-secret-text = Paste it on the device now. You will not see it again: we do not keep it. Whoever has it can use your access, so give it to nobody.
app-secret-saved = I have saved it

## The page that Stripe leads back to, in a browser outside Telegram. It does not know what became of the money.

return-paid-title = Thank you
return-paid-text = You can go back to Telegram now. As soon as the payment is here, I’ll write to you, and your access opens.
return-canceled-title = Back to the shop
return-canceled-text = You left the payment page. If you didn’t pay, nothing was charged. The shop is still open in Telegram.
return-portal-title = All done here
return-portal-text = What you changed shows in Telegram in a moment.
return-button = Back to Telegram
