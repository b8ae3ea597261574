# Фразы бота. Те, что показываются с разметкой, — HTML Телеграма; имена, коды и всё, что пишут люди, приходит экранированным.

language-name = Русский

## Меню команд

command-start = Поздороваться
command-plans = Что продаётся
command-buy = Купить тариф
command-status = Что у вас есть и до какого числа
command-app = Открыть магазин
command-language = Выбрать язык
command-help = Что умеет этот бот
command-paysupport = Помощь с платежом
command-support = Как с нами связаться
command-terms = Условия продажи
command-privacy = Что мы о вас храним
command-forget = Удалить то, что мы о вас знаем
command-find = Найти человека
command-why = Вся история человека
command-refund = Вернуть платёж
command-grant = Дать доступ без оплаты
command-revoke = Забрать то, что дали
command-signout = Завершить сеансы человека в приложении
command-balance = Сколько в книгах и у Telegram
command-audit = Кто что сделал и почему
command-reconcile = Найти то, что не дошло до книг
command-stats = Магазин по неделям
command-webhooks = Что сообщается другим сервисам

## Цены и время

stars = { $amount ->
    [one] { NUMBER($amount) } звезда
    [few] { NUMBER($amount) } звезды
   *[other] { NUMBER($amount) } звёзд
}
stars-short = { NUMBER($amount) } ⭐
term-lifetime = навсегда
term-years = { $count ->
    [one] { NUMBER($count) } год
    [few] { NUMBER($count) } года
   *[other] { NUMBER($count) } лет
}
term-months = { $count ->
    [one] { NUMBER($count) } месяц
    [few] { NUMBER($count) } месяца
   *[other] { NUMBER($count) } месяцев
}
term-weeks = { $count ->
    [one] { NUMBER($count) } неделя
    [few] { NUMBER($count) } недели
   *[other] { NUMBER($count) } недель
}
term-days = { $count ->
    [one] { NUMBER($count) } день
    [few] { NUMBER($count) } дня
   *[other] { NUMBER($count) } дней
}
left-days = { $count ->
    [one] остался { NUMBER($count) } день
    [few] осталось { NUMBER($count) } дня
   *[other] осталось { NUMBER($count) } дней
}
left-hours = { $count ->
    [one] остался { NUMBER($count) } час
    [few] осталось { NUMBER($count) } часа
   *[other] осталось { NUMBER($count) } часов
}
left-minutes = осталось меньше часа
pay-once = { $price } · { $term } · платите один раз
pay-renews = { $price } · { $term } · продлевается само, пока не отмените
way-stars = звёздами
way-card = картой
cost-by-card = { $price }, картой
provider-stars = Telegram
provider-card = Stripe

## Привет

start =
    Здравствуйте, { $name }. Это <b>{ $bot }</b>.

    Здесь можно купить доступ. Он открывается сразу после оплаты, а /status всегда подскажет, что у вас есть.
plans-button = Тарифы
status-button = Что у меня есть
open-app = Магазин, всё, что у вас есть, и все ваши платежи в одном месте:
open-app-button = Открыть магазин
menu-button = Магазин
unknown = Я понимаю только команды. /help покажет, что я умею, а /support подскажет, как написать человеку.
button-outdated = Эта кнопка больше не работает. Отправьте /help, чтобы начать сначала.
sorry = Простите, у нас что-то сломалось. Попробуйте через минуту; если вы заплатили, платёж не пропал.

## Магазин

plans-title = <b>В продаже</b>
plans-none = Сейчас ничего не продаётся. То, что у вас уже есть, остаётся вашим: /status
plans-how = Нажмите на тариф, чтобы получить счёт. Оплата звёздами, один раз; само ничего не продлевается.
plans-how-renewing = Нажмите на тариф, чтобы купить. Само продлевается только то, о чём это сказано.
plan-head = <b>{ $title }</b> · { $price } · { $term }
plan-text = { $text }
plan-feature = • { $feature }
plan-renews = ↻ Продлевается само, пока не отмените
plan-renews-by-card = ↻ При оплате картой продлевается само, пока не отмените; при оплате звёздами – нет
plan-renews-by-stars = ↻ При оплате звёздами продлевается само, пока не отмените; при оплате картой – нет
plan-held = ✓ У вас до { DATETIME($until, dateStyle: "long") }
plan-held-forever = ✓ У вас навсегда
plan-button = { $title } · { $price }

buy-choose = Что выберете?
buy-unknown = Тариф «{ $code }» не продаётся. Вот что есть:
buy-not-here = Этот тариф нельзя купить в чате. Можно вот эти:
buy-owned = <b>{ $title }</b> у вас навсегда. Покупать больше нечего.
buy-stacks =
    <b>{ $title }</b> у вас до { DATETIME($until, dateStyle: "long") }

    Если купить ещё раз, новый срок начнётся, когда закончится этот: вы ничего не потеряете.
buy-beside =
    <b>{ $title }</b> у вас до { DATETIME($until, dateStyle: "long") } и продлевается само, так что покупать ещё раз не нужно.

    Если оплатить и этот счёт, платить придётся за то и другое; его срок начнётся, когда закончится оплаченный.
buy-how =
    <b>{ $title }</b>
    Как хотите заплатить?
buy-how-stars = ⭐ { $terms }
buy-how-card = 💳 { $terms }
by-stars-button = Звёздами · { $price }
by-card-button = Картой · { $price }

buy-too-many = { $seconds ->
    [one] Слишком много счетов подряд. Подождите { NUMBER($seconds) } секунду и попробуйте снова.
    [few] Слишком много счетов подряд. Подождите { NUMBER($seconds) } секунды и попробуйте снова.
   *[other] Слишком много счетов подряд. Подождите { NUMBER($seconds) } секунд и попробуйте снова.
}
pay-button = Заплатить ⭐ { NUMBER($amount) }
cancel-button = Не сейчас
cancel-done = Счёт отозван.
cancel-nothing = Отзывать нечего. /status подскажет, что у вас есть.
offer-head =
    <b>{ $title }</b>
    { $terms }
card-how = Вы платите на странице Stripe, и вашу карту мы не видим. Как только платёж придёт, я напишу сюда. Если срок страницы истёк, /buy даст новую.
buy-overlaps =
    <b>{ $title }</b> у вас до { DATETIME($until, dateStyle: "long") }

    Подписка этого не ждёт: она начнётся и оплатится в день покупки, так что за дни до { DATETIME($until, dateStyle: "long") } вы заплатите дважды.
card-pay-button = Заплатить { $price }
stars-how = Кнопка открывает оплату в Telegram. Остановить продление можно в любой момент: здесь через /status или в Telegram: Настройки › Мои звёзды. Если срок ссылки истёк, /buy даст новую.
stars-resume = Это у вас уже есть по подписке, у которой выключено продление. Включить его снова ничего не стоит, пока она оплачена: как это сделать, покажет /status
subscribe-button = Подписаться · { $price }
buy-subscribed = <b>{ $title }</b> у вас уже есть до { DATETIME($until, dateStyle: "long") } и продлевается само. Покупать ничего не нужно: кнопка покажет, что у вас есть, и там же продление можно остановить.
buy-subscribed-open = <b>{ $title }</b> у вас уже есть и продлевается само. Покупать ничего не нужно: кнопка покажет, что у вас есть, и там же продление можно остановить.
buy-subscribed-late = Подписка на <b>{ $title }</b> у вас уже есть, но оплата за следующий срок ещё не пришла. Покупать ничего не нужно: пополните звёзды в Telegram, Настройки › Мои звёзды, и она продлится, как только Telegram сможет их списать.
buy-subscribed-owed = Подписка на <b>{ $title }</b> у вас уже есть, но оплата за следующий срок ещё не пришла. Покупать ничего не нужно: оплатите счёт, и она продолжится. Где это сделать, покажет кнопка.
buy-parallel =
    У вас уже есть <b>{ $held }</b> до { DATETIME($until, dateStyle: "long") }; это подписка, оплата { $way }.

    Если купить ещё и <b>{ $title }</b>, платить придётся за то и другое. Если нужно что-то одно, сначала остановите то, что есть.
buy-parallel-open =
    У вас уже есть <b>{ $held }</b>; это подписка, оплата { $way }.

    Если купить ещё и <b>{ $title }</b>, платить придётся за то и другое. Если нужно что-то одно, сначала остановите то, что есть.
buy-parallel-late =
    У вас уже есть подписка на <b>{ $held }</b>, оплата { $way }; платёж за следующий срок ещё не пришёл, и его ждут.

    Если купить ещё и <b>{ $title }</b>, платить придётся за то и другое. Если нужно что-то одно, сначала остановите то, что есть.
buy-anyway-button = Всё равно купить
card-paid = Оплата за <b>{ $title }</b> уже пришла и записывается. Через минуту я напишу, а /status всё покажет.
card-unavailable = Сейчас оплатить картой нельзя. Ничего не списано; попробуйте через несколько минут.
manage-button = Управлять

## Пока деньги не списаны: почему нет и что делать. Простой текст, не длиннее 255 знаков.

precheck-try-later = Сейчас мы не можем принять оплату. Ничего не списано; попробуйте через несколько минут.
precheck-unknown = Мы не знаем этого счёта. Ничего не списано; отправьте /buy, чтобы получить новый.
precheck-foreign = Этот счёт выставлен другому аккаунту. Ничего не списано; отправьте /buy, чтобы получить свой.
precheck-canceled = Этот счёт отозван. Ничего не списано; отправьте /buy { $plan }, чтобы получить новый.
precheck-expired = Срок этого счёта истёк. Ничего не списано; отправьте /buy { $plan }, чтобы получить новый.
precheck-price = Цена в этом счёте неверна. Ничего не списано; отправьте /buy { $plan }, чтобы получить новый.
precheck-retired = Этот тариф больше не продаётся. Ничего не списано; /plans покажет, что есть.
precheck-owned = Это у вас уже навсегда. Ничего не списано; посмотреть можно в /status.
precheck-subscribed = Это у вас уже есть и продлевается само. Ничего не списано; посмотреть можно в /status.

## Что у человека есть

status-title = <b>Что у вас есть</b>
status-free =
    <b>Бесплатно</b>

    Сейчас у вас нет тарифа, и ничего не будет списано.
status-lapsed =
    <b>Бесплатно</b>

    Сейчас у вас нет тарифа. Что было:
status-until =
    <b>{ $title }</b>
    до { DATETIME($until, dateStyle: "long") }, { $left }
status-renews =
    <b>{ $title }</b>
    продлится само { DATETIME($until, dateStyle: "long") }: { $cost }
status-trial =
    <b>{ $title }</b>
    пробный срок до { DATETIME($until, dateStyle: "long") }, затем { $cost }
status-canceled =
    <b>{ $title }</b>
    у вас до { DATETIME($until, dateStyle: "long") }, { $left }; отменено, больше не продлится
status-overdue =
    <b>{ $title }</b>
    оплачено до { DATETIME($until, dateStyle: "long") }; следующий платёж ещё не пришёл: { $cost }. Пока мы его ждём, доступ открыт до { DATETIME($grace, dateStyle: "long") }
status-overdue-open =
    <b>{ $title }</b>
    до { DATETIME($until, dateStyle: "long") }, { $left }; оплата за продление ещё не пришла: { $cost }
status-unpaid =
    <b>{ $title }</b>
    закрыто: платёж не пришёл ({ $cost }). Откроется снова сразу после оплаты.
status-renews-closed =
    <b>{ $title }</b>
    доступ закрыт, но всё ещё продлевается само, { DATETIME($until, dateStyle: "long") }: { $cost }
status-later =
    <b>{ $title }</b>
    с { DATETIME($from, dateStyle: "long") } до { DATETIME($until, dateStyle: "long") }
status-forever =
    <b>{ $title }</b>
    у вас навсегда
status-ended =
    <b>{ $title }</b>
    доступ закончился { DATETIME($until, dateStyle: "long") }
status-buy = /plans покажет, что можно купить.
status-extend = Чтобы продлить, купите ещё раз через /buy в любой момент: новый срок начнётся, когда закончится этот.
status-extend-anew = Чтобы пользоваться и дальше, оформите подписку через /buy, когда срок закончится: она начинается и оплачивается в день покупки.
status-pay = Чтобы не потерять доступ, оплатите счёт: кнопка ведёт туда.
status-top-up = Чтобы не потерять доступ, проверьте, хватает ли звёзд: Telegram, Настройки › Мои звёзды. Как только Telegram сможет их списать, доступ продлится.
status-allow = Передумали? Нажмите кнопку, а затем включите продление в Telegram.
status-resume = Передумали? Включите продление снова в Telegram: Настройки › Мои звёзды.
status-go-on = Передумали? Возобновить можно по кнопке «Управлять».
status-stop-stars = Продление не нужно? Остановите его кнопкой или в Telegram: Настройки › Мои звёзды.
status-stop = Продление не нужно? Его остановит кнопка.
status-stop-manage = Продление не нужно? Остановить его можно по кнопке «Управлять».
status-settled = Делать ничего не нужно.

language-ask = На каком языке мне говорить?
language-auto = Как в Telegram
language-chosen = Хорошо, буду говорить по-русски.

## Группы

group-buy = Я продаю только в личном чате. Нажмите кнопку, и я пришлю счёт туда.
group-buy-button = Купить в личном чате
group-other = Давайте поговорим в личном чате.
group-button = Открыть чат

## Помощь и условия

help = <b>Что я умею</b>
help-admin = <b>Для администраторов</b>
help-line = { $command } – { $does }
support = Мы рады помочь со всем, что касается этого бота.
paysupport =
    <b>Помощь с платежом</b>

    Если с платежом что-то не так, напишите нам: разберёмся или вернём звёзды. Поддержка Telegram с покупками в этом боте помочь не может.
paysupport-cards =
    <b>Помощь с платежом</b>

    Если с платежом что-то не так, напишите нам: разберёмся или вернём деньги. Ни поддержка Telegram, ни Stripe с покупками в этом боте помочь не могут.
paysupport-payments = Укажите, пожалуйста, номер платежа. Ваши последние:
paysupport-payment = { DATETIME($at, dateStyle: "medium") }, { $price }: <code>{ $charge }</code>
contact = Пишите: { $contact }
contact-none = Напишите владельцу бота; контакт указан в профиле бота.
terms =
    <b>Условия продажи</b>

    Вы покупаете доступ к цифровым услугам на срок, указанный в тарифе. Оплата — звёздами Telegram, доступ открывается, как только платёж получен. Само ничего не продлевается.

    Если с платежом что-то не так, напишите через /paysupport, в том числе чтобы вернуть звёзды. При возврате доступ, который был за них куплен, заканчивается.
terms-renewing =
    <b>Условия продажи</b>

    Вы покупаете доступ к цифровым услугам на срок, указанный в тарифе. Оплата — звёздами Telegram, доступ открывается, как только платёж получен. О том, что продлевается само, сказано до оплаты; остановить это можно в любой момент через /status, и оплаченное останется открытым до конца срока.

    Если с платежом что-то не так, напишите через /paysupport, в том числе чтобы вернуть звёзды. При возврате доступ, который был за них куплен, заканчивается.
terms-cards =
    <b>Условия продажи</b>

    Вы покупаете то, что указано в тарифе, на указанный там срок. Оплата — звёздами Telegram или картой, доступ открывается, как только платёж получен. О том, что продлевается само, сказано до оплаты; отменить это можно в любой момент, и оплаченное останется открытым до конца срока.

    Если с платежом что-то не так, напишите через /paysupport, в том числе чтобы вернуть деньги. При возврате доступ, который был за них куплен, заканчивается.
terms-link = Условия продажи: { $url }
privacy =
    <b>Что мы о вас храним</b>

    Ваш номер в Telegram, имя и язык в том виде, в каком их показывает Telegram, и записи о ваших платежах и о том, что ими куплено. Это нужно, чтобы вы получили то, за что заплатили; больше мы этого никому не передаём. Мы не видим ни вашей карты, ни вашей переписки.

    Чтобы удалить свои данные, отправьте /forget.
privacy-cards = Картой вы платите на странице Stripe. Мы храним номера, под которыми Stripe знает вас и ваши платежи, но не вашу карту.
privacy-app = Если вы пользуетесь приложением, мы храним и то, когда вы его открывали, и ваш часовой пояс, чтобы не будить вас сообщениями, а об устройствах, которые вы там добавили, – их названия и когда каждым пользовались в последний раз.
privacy-link =
    Политика конфиденциальности: { $url }

    Чтобы удалить свои данные, отправьте /forget.

## Новости: что сообщают книги

news-thanks =
    Спасибо. <b>{ $title }</b> у вас до { DATETIME($until, dateStyle: "long") }

    Оплачено: { $price }. Что у вас есть, покажет /status
news-thanks-stacked =
    Спасибо. Новый срок <b>{ $title }</b> начнётся { DATETIME($from, dateStyle: "long") }, когда закончится нынешний, и продлится до { DATETIME($until, dateStyle: "long") }

    Оплачено: { $price }. Что у вас есть, покажет /status
news-thanks-beside =
    Спасибо. <b>{ $title }</b> у вас до { DATETIME($until, dateStyle: "long") }

    Ваша подписка на это продлится сама, и тогда за одно и то же время вы заплатите дважды. Если хватит чего-то одного, отмените продление заранее или напишите нам через /paysupport

    Оплачено: { $price }. Что у вас есть, покажет /status
news-free =
    Начался ваш бесплатный срок <b>{ $title }</b>. Он продлится до { DATETIME($until, dateStyle: "long") } Потом подписка продлевается сама, уже за деньги.

    Если это не нужно, отмените её раньше, и ничего не спишется. Что у вас есть, покажет /status
news-free-ends =
    Начался ваш бесплатный срок <b>{ $title }</b>. Он закончится { DATETIME($until, dateStyle: "long") } Сам он не продлится, так что ничего не спишется.

    Что у вас есть, покажет /status
news-thanks-forever =
    Спасибо. <b>{ $title }</b> у вас навсегда.

    Оплачено: { $price }. Что у вас есть, покажет /status
news-renewed =
    <b>{ $title }</b> продлевается: у вас до { DATETIME($until, dateStyle: "long") }

    Оплачено: { $price }. Что у вас есть, покажет /status
news-renewed-free =
    <b>{ $title }</b> продлевается: у вас до { DATETIME($until, dateStyle: "long") }

    В этот раз платить не пришлось. Что у вас есть, покажет /status
news-payment-failed = Оплата за <b>{ $title }</b> не прошла: { $price }.
news-payment-confirm = Ваш банк просит подтвердить оплату за <b>{ $title }</b>: { $price }.
news-payment-grace = Доступ открыт до { DATETIME($until, dateStyle: "long") } Не откладывайте оплату, чтобы всё шло дальше.
news-payment-closed = Доступ откроется, как только оплата придёт.
pay-late-button = Заплатить { $price }
confirm-button = Подтвердить оплату
news-checkout-failed =
    Ваша оплата за <b>{ $title }</b> так и не пришла: { $price }. Поэтому доступ не открыт.

    Попробовать ещё раз можно через /buy, а спросить – через /paysupport
news-held =
    Ваш платёж получен ({ $price }), но мы не понимаем, за что он. Он в сохранности, и мы уже разбираемся.

    Делать ничего не нужно. Спросить можно через /paysupport; номер платежа: <code>{ $charge }</code>
news-held-renews =
    Ваш платёж получен ({ $price }), но мы не понимаем, за что он. Он в сохранности, и мы уже разбираемся.

    Это оплата подписки, остановить которую можете только вы. Чтобы Telegram больше ничего за неё не списывал, остановите её там: Настройки › Мои звёзды. Спросить можно через /paysupport; номер платежа: <code>{ $charge }</code>
news-returning =
    <b>{ $title }</b> у вас уже навсегда, поэтому мы возвращаем оплату: { $price }.
news-returning-card = <b>{ $title }</b> у вас уже навсегда, поэтому мы возвращаем оплату на вашу карту: { $price }. Банку может понадобиться до десяти дней.
news-refunded = Оплата вернулась на ваш баланс: { $price }.
news-refunded-ended = Оплата за <b>{ $title }</b> вернулась на ваш баланс: { $price }. Доступ, который был за неё куплен, закончился.
news-refunded-kept =
    Оплата за <b>{ $title }</b> вернулась на ваш баланс: { $price }.

    По другой вашей покупке доступ открыт до { DATETIME($until, dateStyle: "long") }
news-refunded-card = Оплата возвращается на вашу карту: { $price }. Банку может понадобиться до десяти дней.
news-refunded-card-ended = Оплата за <b>{ $title }</b> возвращается на вашу карту: { $price }. Банку может понадобиться до десяти дней. Доступ, который был за неё куплен, закончился.
news-refunded-card-kept =
    Оплата за <b>{ $title }</b> возвращается на вашу карту: { $price }. Банку может понадобиться до десяти дней.

    По другим вашим платежам доступ открыт до { DATETIME($until, dateStyle: "long") }
news-refunded-stopped = Продление тоже останавливается: больше ничего не спишется.
news-refunded-part =
    Часть оплаты за <b>{ $title }</b> возвращается на вашу карту: { $price }. Банку может понадобиться до десяти дней.

    Остальное остаётся оплаченным ({ $left }), и доступ не меняется.
news-refunded-part-held = Часть вашей оплаты возвращается на вашу карту: { $price }. Банку может понадобиться до десяти дней. Остальное у нас: { $left }.
news-refund-came-back =
    Ваш банк не принял возврат, и деньги снова у нас: { $price }. Доступ такой же, как был до возврата.

    Напишите нам через /paysupport, и мы найдём другой способ.
news-refund-came-back-until =
    Ваш банк не принял возврат за <b>{ $title }</b>, и деньги снова у нас: { $price }. Доступ снова открыт до { DATETIME($until, dateStyle: "long") }

    Напишите нам через /paysupport, и мы найдём другой способ.
news-suspended =
    Ваш банк сообщил, что оплату за <b>{ $title }</b> оспаривают: { $price }. Пока это не решится, доступ, который был за неё куплен, приостановлен.

    Если это ошибка, скажите об этом банку или напишите нам через /paysupport; номер платежа: <code>{ $charge }</code>
news-lost =
    Ваш банк забрал назад оплату за <b>{ $title }</b>: { $price }. Доступ, который был за неё куплен, закончился.

    Если это ошибка, скажите об этом банку или напишите нам через /paysupport; номер платежа: <code>{ $charge }</code>
news-reinstated = Спор о вашей оплате закончен, и доступ такой же, как был до него. Что у вас есть, покажет /status
news-reinstated-until = Спор об оплате за <b>{ $title }</b> закончен, и доступ снова открыт до { DATETIME($until, dateStyle: "long") }
news-parallel =
    Это действует одновременно, и за каждое вы платите:
    { $list }

    Если нужно что-то одно, отмените остальное. Без вас мы ничего не меняем.
news-parallel-item = • <b>{ $title }</b>, оплата { $way }
news-parallel-item-until = • <b>{ $title }</b>, оплата { $way }, до { DATETIME($until, dateStyle: "long") }
news-quarantined =
    <b>Деньги задержаны: { $price }</b>
    { $reason }

    Плательщик: <code>{ $payer }</code>
    Назначение: <code>{ $reference }</code>
    Вернуть: <code>/refund { $charge }</code>
news-quarantined-renews = Это оплата подписки. Она продлевается, пока вы не вернёте деньги: возврат остановит и её.
news-quarantined-goes-on = Это оплата подписки, которой мы не знаем; возврат её не остановит. Это может сделать только плательщик, в Telegram: Настройки › Мои звёзды. Мы ему об этом написали.
news-paid-for-other =
    <b>{ $price } по чужому счёту</b>
    <code>{ $payer }</code> оплатил счёт, выставленный <code>{ $buyer }</code>, и получил то, что им куплено.

    Платёж: <code>{ $charge }</code>
news-refund-done =
    Возврат выполнен: { $price } снова у <code>{ $payer }</code>.
    Платёж: <code>{ $charge }</code>
news-refund-done-card =
    Возврат выполнен: { $price } возвращаются на карту <code>{ $payer }</code>. Stripe его провёл; банку может понадобиться до десяти дней.
    Платёж: <code>{ $charge }</code>
news-refund-failed =
    <b>В возврате отказано: { $price }</b>
    Ответ { $provider }: { $detail }

    Плательщик: <code>{ $payer }</code>
    Платёж: <code>{ $charge }</code>
    Деньги и доступ остаются как были.
news-refund-too-low =
    <b>В возврате отказано: { $price }</b>
    Telegram говорит, что на балансе бота не хватает звёзд. Нужно: { $price }. Дождитесь продаж и отправьте снова:
    <code>/refund { $charge }</code>

    Плательщик: <code>{ $payer }</code>
    Деньги и доступ остаются как были.
news-refund-too-low-card =
    <b>В возврате отказано: { $price }</b>
    Stripe говорит, что на балансе не хватает денег. Дождитесь продаж или пополните баланс в панели Stripe и отправьте снова:
    <code>/refund { $charge }</code>

    Плательщик: <code>{ $payer }</code>
    Деньги и доступ остаются как были.
news-refund-reversed =
    <b>Возврат вернулся: { $price }</b>
    Ответ Stripe: { $detail }

    Плательщик: <code>{ $payer }</code>
    Платёж: <code>{ $charge }</code>
    Деньги и доступ такие же, как до возврата. Договоритесь с человеком о другом способе.
news-disputed =
    <b>Оспорено: { $price }</b>
    Причина, словами Stripe: { $reason }

    Плательщик: <code>{ $payer }</code>
    Платёж: <code>{ $charge }</code>
    Доступ, который был за него куплен, приостановлен. Ответьте в панели Stripe до указанного там дня.
news-dispute-won =
    <b>Спор выигран: { $price }</b>
    Деньги вернулись, и доступ тоже.

    Плательщик: <code>{ $payer }</code>
    Платёж: <code>{ $charge }</code>
news-dispute-lost =
    <b>Спор проигран: { $price }</b>
    Банк вернул деньги плательщику, и доступ закончился.

    Плательщик: <code>{ $payer }</code>
    Платёж: <code>{ $charge }</code>
news-granted =
    Вам подарок: <b>{ $title }</b> ваш до { DATETIME($until, dateStyle: "long") }

    Что у вас есть, покажет /status
news-granted-forever =
    Вам подарок: <b>{ $title }</b> ваш навсегда.

    Что у вас есть, покажет /status
news-revoked = Подаренный доступ <b>{ $title }</b> закончился. Если есть вопросы, напишите через /support
news-revoked-kept = Подаренный доступ <b>{ $title }</b> закончился, но то, что у вас есть кроме него, действует до { DATETIME($until, dateStyle: "long") }
news-drift-less =
    <b>У Telegram меньше, чем в книгах. Разница: { $difference }</b>
    В книгах: { $booked }
    У Telegram: { $provider }

    Всё, что есть в списке Telegram: платежи, возвраты, выводы – уже в книгах, так что разберитесь: /reconcile
news-drift-more =
    <b>У Telegram больше, чем в книгах. Разница: { $difference }</b>
    В книгах: { $booked }
    У Telegram: { $provider }

    Всё, что есть в списке Telegram, уже в книгах, так что разберитесь: /reconcile
news-alarm =
    <b>{ $what }</b>
    В Stripe: <code>{ $id }</code>
    { $detail }

    { $todo }
alarm-unknown-status = Stripe использует слово, которого мы не знаем
alarm-unknown-status-todo = Из-за него ничего не открыто. Посмотрите в панели Stripe; новая версия магазина может это слово знать.
alarm-wrong-mode = Событие другого режима Stripe
alarm-wrong-mode-todo = Тестовый режим и боевой не смешиваются, поэтому событие сохранено и ничего не изменило. <code>STRIPE_SECRET_KEY</code> и вебхук, чей секрет в <code>STRIPE_WEBHOOK_SECRET</code>, должны быть одного режима.
alarm-wrong-account = Stripe не знает наших покупателей
alarm-wrong-account-todo = Похоже, <code>STRIPE_SECRET_KEY</code> от другого счёта. Ничего не потеряно: всё, что ждёт, будет прочитано, как только ключ станет верным. Если магазин переехал на другой счёт или тестовые данные стёрты, это пройдёт само со следующей покупкой.
alarm-foreign-charge = Платёж в Stripe, за которым нет никого из наших
alarm-foreign-charge-todo = В книгах его нет. Если этим счётом Stripe пользуется не только магазин, оставьте как есть; если нет, верните деньги в панели Stripe.
alarm-wrong-price = Цена в Stripe не та, что в тарифе
alarm-wrong-price-todo = То, что по ней заплачено, задержано, пока кто-нибудь не посмотрит. Что именно не совпадает, скажет <code>npm run doctor</code>

quarantine-unknown-order = Платёж не относится ни к одному известному заказу.
quarantine-wrong-amount = Сумма не совпадает с заказом.
quarantine-wrong-currency = Валюта не совпадает с заказом.
quarantine-wrong-rail = Платёж пришёл не тем путём, что заказ.
quarantine-wrong-price = Оплачена не та цена, что в тарифе.

## Что продлевается: как остановить, как продолжить и что приносит время

stop-button = Не продлевать «{ $title }»
stop-button-until = Не продлевать «{ $title }» (до { DATETIME($until, dateStyle: "medium") })
stop-ask = Больше не продлевать <b>{ $title }</b>? Доступ останется до { DATETIME($until, dateStyle: "long") } После этого ничего не спишется.
stop-ask-late = Больше не продлевать <b>{ $title }</b>? Оплаченный срок уже прошёл, так что доступ закроется сразу, и больше ничего не спишется.
stop-ask-kept = Больше не продлевать <b>{ $title }</b>? Доступ останется открытым до { DATETIME($until, dateStyle: "long") } благодаря тому, что у вас есть ещё. Больше ничего не спишется.
stop-ask-open = Больше не продлевать <b>{ $title }</b>? С этого момента ничего не спишется.
stop-yes-button = Не продлевать
stop-no-button = Оставить
stop-kept = Хорошо. С <b>{ $title }</b> всё остаётся как есть.
stop-stopped = Продление <b>{ $title }</b> остановлено: больше за это ничего не спишется.
stop-nothing = Останавливать больше нечего. Что у вас есть, покажет /status
allow-button = Снова продлевать «{ $title }»
allow-done = Теперь продление можно включить: в Telegram, Настройки › Мои звёзды, выберите <b>{ $title }</b>. Как только оно заработает, я напишу; пока что доступ открыт до { DATETIME($until, dateStyle: "long") }
allow-nothing = Включать нечего: продление уже включено, доступ закончился или остановили его не здесь. Что у вас есть, покажет /status
again-button = Купить снова

news-back = <b>{ $title }</b> снова открыто. С возвращением!
news-thanks-renews =
    Спасибо. <b>{ $title }</b> у вас до { DATETIME($until, dateStyle: "long") } Потом продлится само.

    Оплачено: { $price }. Что у вас есть, покажет /status; там же продление можно остановить в любой момент.
news-payment-top-up =
    Продлить <b>{ $title }</b> не получилось: Telegram не смог списать { $price }.

    Пополните звёзды в Telegram: Настройки › Мои звёзды. Как только Telegram сможет их списать, доступ продлится.
news-renewal-stopped = <b>{ $title }</b> больше не продлится. Доступ остаётся у вас до { DATETIME($until, dateStyle: "long") } Больше ничего не спишется.
news-renewal-stopped-allow = Передумали? Нажмите кнопку, а затем включите продление в Telegram.
news-renewal-stopped-resume = Передумали? Включите продление снова в Telegram: Настройки › Мои звёзды.
news-renewal-resumed = <b>{ $title }</b> снова продлевается само, в следующий раз – { DATETIME($until, dateStyle: "long") }
news-renewal-not-stopped = Telegram не дал нам остановить продление <b>{ $title }</b>. Пожалуйста, остановите его сами в Telegram: Настройки › Мои звёзды. Если не получится, напишите нам через /paysupport
news-renewal-not-stopped-card = Stripe не дал нам остановить продление <b>{ $title }</b>. Напишите нам, пожалуйста, через /paysupport, и мы всё уладим.
news-renewal-not-stopped-until = Оплачено до { DATETIME($until, dateStyle: "long") } Если успеть до этого дня, больше ничего не спишется.
news-renewal-not-allowed =
    Telegram не дал нам снова включить продление <b>{ $title }</b>, поэтому доступ закончится вместе с оплаченным сроком.

    Чтобы продолжить после этого, купите ещё раз через /buy. Если что-то не так, напишите нам через /paysupport
news-ending-soon = <b>{ $title }</b> закончится { DATETIME($until, dateStyle: "long") } Само оно не продлится.
news-ending-soon-again = Чтобы сохранить доступ, купите ещё раз: кнопка ведёт туда.
news-ended = Срок <b>{ $title }</b> закончился { DATETIME($at, dateStyle: "long") } С тех пор ничего не списано.
news-ended-owed =
    Доступ к <b>{ $title }</b> теперь закрыт: оплата не пришла, { $price }.

    Он откроется снова, как только она придёт.
news-ended-again = Будем рады, если вернётесь: кнопка ведёт туда.
news-ended-plans = Что продаётся, покажет /plans
news-forgotten =
    Готово: ваше имя, язык и всё остальное, что мы о вас знали, удалено.

    Записи о платежах остаются, как и должны, под одним лишь номером вашего аккаунта в Telegram. То, за что вы заплатили, остаётся вашим. Если вы мне напишете, познакомимся заново.
news-renewal-stop-refused =
    <b>Продление не удалось остановить</b>
    { $plan }. Ответ { $provider }: { $detail }

    Подписчик: <code>{ $payer }</code>
    Первый платёж: <code>{ $charge }</code>
    Подписка, как и прежде, считается продлеваемой. Разберитесь: <code>/why { $payer }</code>
news-renewal-allow-refused =
    <b>Продление не удалось снова разрешить</b>
    { $plan }. Ответ { $provider }: { $detail }

    Подписчик: <code>{ $payer }</code>
    Первый платёж: <code>{ $charge }</code>
    Оно остаётся остановленным и закончится вместе с оплаченным сроком. Разберитесь: <code>/why { $payer }</code>
news-unknown-subscription =
    <b>Telegram сообщает о подписке, которой мы не знаем</b>
    Её состояние: { $state }

    Подписчик: <code>{ $payer }</code>
    Назначение: <code>{ $reference }</code>
    Сообщение сохранено, ничего не изменено. Если через этого бота продаёт и другая программа, ничего не делайте; если нет, разберитесь: <code>/why { $payer }</code>
news-unlisted = { $count ->
    [one] <b>{ NUMBER($count) } платежа из книг нет в списке { $provider }</b>
    [few] <b>{ NUMBER($count) } платежей из книг нет в списке { $provider }</b>
   *[other] <b>{ NUMBER($count) } платежей из книг нет в списке { $provider }</b>
}
news-unlisted-charge = • <code>{ $charge }</code>
news-unlisted-more = { $count ->
    [one] … и ещё { NUMBER($count) }
    [few] … и ещё { NUMBER($count) }
   *[other] … и ещё { NUMBER($count) }
}
news-unlisted-todo = Из-за этого ничего не изменено. Кто платил и что у них есть, покажет /why с номером платежа.

## Для администраторов

refund-requested =
    Возвращаем { $price } человеку <code>{ $person }</code>. Сообщу, когда Telegram это сделает.
    Возврат: <code>{ $refund }</code>
refund-requested-card =
    Возвращаем { $price } на карту <code>{ $person }</code>. Сообщу, когда Stripe это проведёт; затем банку может понадобиться до десяти дней.
    Возврат: <code>{ $refund }</code>
refund-already-requested =
    Этот возврат уже запрошен и выполняется.
    Возврат: <code>{ $refund }</code>
refund-already-refunded =
    Этот платёж уже возвращён.
    Возврат: <code>{ $refund }</code>
refund-unknown = Платежа <code>{ $charge }</code> в книгах нет.
refund-nothing = По платежу <code>{ $charge }</code> деньги не списывались, возвращать нечего. Доступ по нему забирает /revoke, номер покажет /why
refund-disputed = Платёж <code>{ $charge }</code> оспаривает банк плательщика: он удерживает деньги или уже забрал их, поэтому вернуть их отсюда нельзя. Чем идёт спор, покажет /why

refund-whom =
    <b>Возврат платежа</b>

    Чей платёж? Пришлите номер в Telegram, <code>@имя</code>, номер платежа или заказа.
refund-whom-nobody =
    <b>Возврат платежа</b>

    По запросу «{ $query }» никого нет. Попробуйте другой номер или имя.
refund-whom-several =
    <b>Возврат платежа</b>

    Подходят несколько человек. Чей платёж?
refund-whom-button = { $name } ({ $id })
refund-which = Какой платёж вернуть?
refund-which-none = Платежей не было, возвращать нечего.
refund-which-left = Больше здесь возвращать нечего.
refund-which-button = { DATETIME($at, dateStyle: "medium") } · { $plan } · { $price }
refund-gone = ↩ { DATETIME($at, dateStyle: "medium") } · { $plan } · { $price }: уже возвращён
refund-going = ↩ { DATETIME($at, dateStyle: "medium") } · { $plan } · { $price }: возвращается
refund-kept = ⚖ { DATETIME($at, dateStyle: "medium") } · { $plan } · { $price }: оспорен через банк
refund-earlier-button = Раньше ›
refund-later-button = ‹ Позже
refund-why-head =
    <b>{ $price } за { $plan }</b>
    оплачено { DATETIME($at, dateStyle: "medium", timeStyle: "short") }, { $who }
refund-why = Почему возвращаем? Выберите причину или напишите свою.
refund-reason-mistake = Куплено по ошибке
refund-reason-broken = Что-то не работало
refund-reason-twice = Заплачено дважды
refund-reason-none = Без особой причины
refund-sure = Вернуть <b>{ $price }</b>? Получит { $who }
refund-sure-facts =
    За что: { $plan }, оплачено { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    Причина: { $reason }
refund-sure-part = Часть уже возвращена: { $back }. Это остаток.
refund-sure-card = Деньги вернутся на карту; банку может понадобиться до десяти дней.
refund-sure-renewal = Если ими оплачен последний период подписки, она больше не продлится. Возврат за более ранний период её не затронет.
refund-give-button = Вернуть { $price }
refund-back-button = ‹ Назад
refund-cancel-button = Отмена
refund-left = Возврат не завершён: ничего не возвращено.
no-plan = неизвестный заказ

foresight-title = Что человек потеряет:
foresight-kept = Человек ничего не потеряет:
foresight-ends = ● <b>{ $key }</b> закроется сразу, а не { DATETIME($until, dateStyle: "medium", timeStyle: "short") }
foresight-ends-forever = ● <b>{ $key }</b> закроется сразу, хотя был навсегда
foresight-shorter = ● <b>{ $key }</b> закроется { DATETIME($afterwards, dateStyle: "medium", timeStyle: "short") }, а не { DATETIME($until, dateStyle: "medium", timeStyle: "short") }
foresight-dated = ● <b>{ $key }</b> закроется { DATETIME($afterwards, dateStyle: "medium", timeStyle: "short") }, хотя был навсегда
foresight-stays = ○ <b>{ $key }</b> останется открытым до { DATETIME($until, dateStyle: "medium", timeStyle: "short") }
foresight-stays-forever = ○ <b>{ $key }</b> останется открытым навсегда
foresight-held = Человек ничего не потеряет: эти деньги задержаны и ничего не открывали.
foresight-nothing = Человек ничего не потеряет: срок того, за что заплачено, уже прошёл.

grant-usage =
    Отправьте <code>/grant</code>, кому (номер в Telegram или <code>@имя</code>), тариф и причину:
    <code>/grant @имя { $plan } выигрыш в розыгрыше</code>

    Тарифы:
grant-plan = <code>{ $code }</code> – { $title }
grant-several = Под этим именем знаем нескольких человек. Укажите номер одного из них:
grant-stranger = По запросу «{ $query }» никого нет. Чтобы человеку можно было что-то дать, он должен хотя бы раз открыть этот бот.
grant-done =
    У <code>{ $person }</code> теперь есть <b>{ $title }</b> до { DATETIME($until, dateStyle: "long") }
    Забрать: <code>/revoke { $grant } причина</code>
grant-done-forever =
    У <code>{ $person }</code> теперь есть <b>{ $title }</b> навсегда.
    Забрать: <code>/revoke { $grant } причина</code>

revoke-usage =
    Отправьте <code>/revoke</code>, номер того, что дали, и причину:
    <code>/revoke 0196a0de-7c5b-7aaa-8bbb-000000000000 дали по ошибке</code>

    Номера показывают /why и /audit. То, за что заплачено, заканчивается с возвратом денег.
revoke-done = Забрали: <code>{ $grant }</code> больше не даёт доступа.
revoke-already = <code>{ $grant }</code> уже забрали раньше.
revoke-unknown = Под номером <code>{ $grant }</code> ничего не давали. Номера показывают /why и /audit.
revoke-paid =
    За это заплачено, поэтому оно заканчивается с возвратом денег:
    <code>/refund { $charge } { $reason }</code>

signout-usage =
    Отправьте <code>/signout</code> и о ком речь; причину – по желанию. Сеансы этого человека в приложении закончатся сразу и везде:
    <code>/signout @name потерян телефон</code>

    Добавленные устройства продолжат работать: их человек отзывает в приложении сам.
signout-no-reason = причина не указана
signout-several = Под этим именем знаем нескольких человек. Укажите номер того, кому завершить сеансы:
signout-done = { $count ->
    [0] У <code>{ $person }</code> не было открытых сеансов. Вернуться в прежние теперь тоже нельзя.
    [one] Сеансы <code>{ $person }</code> закончены: { NUMBER($count) } сеанс.
    [few] Сеансы <code>{ $person }</code> закончены: { NUMBER($count) } сеанса.
   *[other] Сеансы <code>{ $person }</code> закончены: { NUMBER($count) } сеансов.
}

balance = <b>Баланс</b>
balance-other = <b>{ $rail }, валюта { $currency }</b>
balance-card = <b>Картой, валюта { $currency }</b>
balance-card-cash = В книгах, без комиссий: <b>{ $price }</b>
balance-card-costs = Комиссии: { $fees } · у банков в спорах или проиграно: { $disputes }
balance-card-conversion = Обменяно на другую валюту: { $price }
balance-card-came = Получено обменом из другой валюты: { $price }
balance-cash = В книгах: <b>{ $price }</b>
balance-telegram = У Telegram: <b>{ $price }</b>
balance-parts = Заработано: { $earned } · задержано: { $held }
balance-taken-out = Выведено или потрачено иначе: { $price }
balance-came-otherwise = Пришло не от продаж: { $price }
balance-agrees = ✓ Книги и Telegram сходятся.
balance-less =
    У Telegram меньше, чем в книгах. Разница: { $difference }.

    На короткое время разницу даёт возврат в пути или только что выведенные звёзды. Если она остаётся, разберитесь: /reconcile
balance-more =
    У Telegram больше, чем в книгах. Разница: { $difference }.

    На короткое время разницу даёт платёж в пути. Если она остаётся, какой-то платёж не попал в книги: /reconcile
balance-silent = Telegram сейчас не отвечает, поэтому здесь только книги.

audit = <b>Что делали администраторы</b>
audit-empty = Пока никто ничего не делал.
audit-none = По запросу «{ $query }» никто ничего не делал.
audit-usage = <code>/audit</code> показывает последние действия; с номером или <code>@именем</code> человека или администратора, с номером платежа, заказа, возврата, выдачи или действия – то, что к ним относится.
audit-refund =
    <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") } · возврат</b>
    кто: <code>{ $admin }</code>, кому: <code>{ $person }</code>, тариф { $plan }
    платёж <code>{ $charge }</code>
audit-grant =
    <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") } · выдача</b>
    кто: <code>{ $admin }</code>, кому: <code>{ $person }</code>, тариф { $plan }
    выдача <code>{ $grant }</code>
audit-revoke =
    <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") } · отзыв</b>
    кто: <code>{ $admin }</code>, у кого: <code>{ $person }</code>, тариф { $plan }
    выдача <code>{ $grant }</code>
audit-sign-out =
    <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") } · завершение сеансов</b>
    кто: <code>{ $admin }</code>, чьи: <code>{ $person }</code>, было открыто: { NUMBER($count) }
audit-forget =
    <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") } · личные данные удалены</b>
    кто: <code>{ $admin }</code>, чьи: <code>{ $person }</code>
audit-reason = причина: { $reason }
audit-until = → до { DATETIME($until, dateStyle: "medium", timeStyle: "short") }
audit-forever = → навсегда
audit-waiting = → ответа ещё нет
audit-refunded = → деньги вернулись
audit-refused = → отказано: { $detail }
audit-id = действие <code>{ $id }</code>

stats-title = Магазин по неделям
stats-since = Недель: { NUMBER($count) }, с { DATETIME($from, dateStyle: "long") } по сегодня · UTC
stats-day = { DATETIME($at, day: "numeric", month: "short") }
stats-now = сейчас
stats-stars = Звёзды
stats-this-week = { $name }, эта неделя
stats-last-week = Прошлая неделя
stats-last-week-was = Прошлая неделя: { $figure }
stats-weeks = { $count ->
    [one] За { NUMBER($count) } неделю
    [few] За { NUMBER($count) } недели
   *[other] За { NUMBER($count) } недель
}
stats-back = Возвраты
stats-active = С доступом сейчас
stats-fresh = Новые за неделю
stats-lapsed = Ушли за неделю
stats-no-sales = За эти недели продаж не было
stats-nobody = Доступа пока ни у кого нет
stats-caption-now = <b>Эта неделя, с { DATETIME($from, day: "numeric", month: "long") } по сейчас</b>
stats-caption-before = <b>Прошлая неделя</b>
stats-caption-all = <b>Все недели: { NUMBER($count) }</b>
stats-earned = Заработано: { $prices }
stats-earned-nothing = Заработано: ничего
stats-returned = Возвращено: { $prices }
stats-people-now = С доступом сейчас: { NUMBER($active) } · новых: { NUMBER($fresh) } · ушли: { NUMBER($lapsed) }
stats-people = С доступом в конце: { NUMBER($active) } · новых: { NUMBER($fresh) } · ушли: { NUMBER($lapsed) }
stats-people-all = Новых: { NUMBER($fresh) } · ушли: { NUMBER($lapsed) }
stats-others = Есть ещё { $currencies }; смотрите /balance.

reconcile-running =
    <b>Сверяю…</b>
    Читаю всё, что там происходило с деньгами, и вношу в книги то, чего в них нет.
reconcile-progress = { $provider }: прочитано { NUMBER($read) }, не хватало: { NUMBER($repaired) }
reconcile-busy = Я уже сверяю. Насколько далеко, видно в сообщении выше.
reconcile-done = <b>Сверено</b>
reconcile-whole =
    <b>{ $provider }</b>
    Прочитано: { NUMBER($read) }. Всё уже было в книгах.
reconcile-repaired =
    <b>{ $provider }</b>
    Прочитано: { NUMBER($read) }. Не хватало, теперь в книгах: { NUMBER($repaired) }.
reconcile-agrees = ✓ { $price }: книги и { $provider } сходятся.
reconcile-less = ⚠ У { $provider } меньше, чем в книгах, на { $difference }: { $held } вместо { $booked }.
reconcile-more = ⚠ У { $provider } больше, чем в книгах, на { $difference }: { $held } вместо { $booked }.
reconcile-silent = { $provider } не сообщает, сколько там денег, поэтому остатки не сверены.
reconcile-unlisted = { $count ->
    [one] ⚠ { NUMBER($count) } платёж есть в книгах, но не в списке { $provider }. Ничего не изменено; /why с его номером расскажет больше:
    [few] ⚠ { NUMBER($count) } платежа есть в книгах, но не в списке { $provider }. Ничего не изменено; /why с номером расскажет больше:
   *[other] ⚠ { NUMBER($count) } платежей есть в книгах, но не в списке { $provider }. Ничего не изменено; /why с номером расскажет больше:
}
reconcile-unlisted-item = { DATETIME($at, dateStyle: "medium") } · { $price } · <code>{ $charge }</code>
reconcile-unlisted-more = … и ещё: { NUMBER($count) }
reconcile-failed =
    <b>{ $provider }</b>
    Сверка прервалась: { $provider } не отвечает как следует. Найденное до этого внесено в книги, а через несколько минут попытка повторится сама.

forget-ask =
    <b>Забыть вас?</b>

    Мы удалим ваше имя, язык и всё остальное, что о вас знаем, завершим ваши сеансы в приложении и отключим устройства, которые вы добавили. Ваши платежи и то, что ими куплено, останутся в книгах под номером в Telegram: этого требует бухгалтерия. Доступ, который у вас есть, останется открытым до своего конца.
forget-renews = Прежде всего это перестанет продлеваться:
forget-renews-item = • <b>{ $title }</b>, оплата { $way }
forget-anew = Отменить это нельзя. Если вы напишете мне позже, мы познакомимся заново.
forget-hint = Чтобы забыть другого человека, отправьте <code>/forget</code> с его номером в Telegram или <code>@name</code>.
forget-button = Забыть меня
forget-keep-button = Всё оставить
forget-kept = Хорошо, ничего не удалено.
forget-begun = Уже удаляю. Напишу вам, как только всё забуду.
forget-begun-renewals = { $count ->
    [one] Уже занимаюсь этим: сначала остановлю продление, потом всё забуду. Напишу вам, когда это будет сделано.
    [few] Уже занимаюсь этим: сначала остановлю { NUMBER($count) } продления, потом всё забуду. Напишу вам, когда это будет сделано.
   *[other] Уже занимаюсь этим: сначала остановлю { NUMBER($count) } продлений, потом всё забуду. Напишу вам, когда это будет сделано.
}
forget-them-ask = <b>Забыть этого человека?</b>
forget-them-what = Имя, язык и всё остальное, что о нём известно, будет удалено, сеансы в приложении закончатся, добавленные устройства отключатся. Платежи, возвраты и то, что ими открыто, останутся в книгах под одним лишь номером. Отменить это нельзя.
forget-them-button = Забыть { $person }
forget-them-begun = Забываем <code>{ $person }</code>; человек получит сообщение, если оно до него дойдёт. Сначала остановим продлений: { NUMBER($count) }
forget-unknown = В книгах нет человека <code>{ $person }</code>.
forget-several = Под этим именем знаем нескольких человек. Укажите номер того, кого забыть:

find-usage = Отправьте <code>/find</code> и номер в Telegram, @имя или номер платежа, заказа, возврата, счёта или подписки.
find-none = По запросу «{ $query }» никого нет.
why-usage = Отправьте <code>/why</code> и номер в Telegram, @имя или номер платежа, заказа, возврата, счёта или подписки.
why-button = История: { $name } ({ $id })

person-name = <b>{ $name }</b>
person-nameless = <b>Имя пока неизвестно</b>
person-username = { "" } { $username }
person-facts = <code>{ $id }</code> · язык { $language } · знакомы с { DATETIME($met, dateStyle: "medium") }
person-unreachable =
    Сообщения не доходят с { DATETIME($since, dateStyle: "medium") }{ $because ->
        [blocked] : бот заблокирован
        [deactivated] : аккаунт удалён
        [never_started] : чат с ботом не открыт
       *[unknown] { "" }
    }

why-access = <b>Доступ сейчас</b>
why-nothing = нет и не было
why-open = ● <b>{ $key }</b> открыт по { $plan }, с { DATETIME($from, dateStyle: "medium") } до { DATETIME($until, dateStyle: "medium", timeStyle: "short") }
why-open-forever = ● <b>{ $key }</b> открыт по { $plan } с { DATETIME($from, dateStyle: "medium") }, навсегда
why-grace = ● <b>{ $key }</b> открыт в льготные дни { $plan }; оплачен до { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
why-closed = ○ <b>{ $key }</b> закрыт; срок { $plan } истёк { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
why-notices = Сообщений отправлено: { NUMBER($sent) }, не отправлено: { NUMBER($waiting) }
why-sessions = Открытых сеансов в приложении: { $count ->
    [0] нет
   *[other] { NUMBER($count) }
}
why-devices = Устройства: { $count ->
    [0] нет
   *[other] { NUMBER($count) }
}
why-device-seen = • { $name }, последний раз: { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
why-device-unseen = • { $name }, добавлено { DATETIME($at, dateStyle: "medium") }, ещё не пользовались
why-devices-more = … и ещё: { NUMBER($count) }
why-devices-revoked = Отозвано устройств: { NUMBER($count) }
why-payment = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> платёж { $price } за { $plan }
why-charge = платёж <code>{ $charge }</code>
why-invoice = счёт <code>{ $invoice }</code>
why-ids = в наших книгах <code>{ $payment }</code>, заказ <code>{ $order }</code>
why-quarantined = задержан: { $reason }
why-refund-pending = ↩ возврат { $price } запрошен { DATETIME($asked, dateStyle: "medium", timeStyle: "short") }, кем: { $by }, причина: { $reason }. Ответа ещё нет. <code>{ $id }</code>
why-refund-done = ↩ возврат { $price } выполнен { DATETIME($at, dateStyle: "medium", timeStyle: "short") }, кем запрошен: { $by }, причина: { $reason }. <code>{ $id }</code>
why-refund-failed = ↩ в возврате { $price } отказано { DATETIME($at, dateStyle: "medium", timeStyle: "short") }, кем запрошен: { $by }, причина: { $reason }. Ответ: { $detail }. <code>{ $id }</code>
why-refund-came-back = ↪ деньги вернулись к нам { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: банк их не принял
why-dispute = ⚖ { $price } оспорено { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: { $reason }; сейчас { $status }. <code>{ $id }</code>
why-subscription =
    <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> подписка { $plan }, { $price }, { $way }
    { $status } <code>{ $id }</code>
why-subscription-brief = <b>{ DATETIME($at, dateStyle: "medium") }</b> подписка { $plan }: { $status }
why-period = → её период: с { DATETIME($from, dateStyle: "medium", timeStyle: "short") } до { DATETIME($until, dateStyle: "medium", timeStyle: "short") }
why-renews = → продлевается сама
why-cancels = → отменена, закончится { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
why-over = → закончилась { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
why-owes = → платёж по ней не пришёл
why-renewal-canceled = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> Telegram: человек выключил продление <code>{ $id }</code>
why-renewal-active = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> Telegram: человек снова включил продление <code>{ $id }</code>
why-renewal-failed = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> Telegram: оплата продления не прошла <code>{ $id }</code>
why-renewal-stop = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> просьба остановить продление, кто: { $by }, почему: { $reason } <code>{ $id }</code>
why-renewal-allow = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> просьба снова разрешить продление, кто: { $by } <code>{ $id }</code>
why-renewal-waiting = → ответа ещё нет
why-renewal-done = → сделано { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
why-renewal-refused = → отказано { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: { $detail }
why-unpaid-invoice = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> счёт на { $price }: { $status } <code>{ $id }</code>
why-told = ✉ сообщение «{ $kind }» отправлено { DATETIME($at, dateStyle: "medium", timeStyle: "short") } <code>{ $id }</code>
why-untold = ✉ сообщение «{ $kind }» ждёт отправки с { DATETIME($at, dateStyle: "medium", timeStyle: "short") } <code>{ $id }</code>
why-grant = → дал { $plan } с { DATETIME($from, dateStyle: "medium") } до { DATETIME($until, dateStyle: "medium", timeStyle: "short") } <code>{ $id }</code>
why-grant-void = → дал { $plan }, и ничего из этого не осталось <code>{ $id }</code>
why-grant-forever = → дал { $plan } с { DATETIME($from, dateStyle: "medium") } навсегда <code>{ $id }</code>
why-gift = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> выдано вручную, кем: <code>{ $by }</code>, причина: { $reason }
why-revoked = → закончен { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: { $reason }
why-taken = → забрано { DATETIME($at, dateStyle: "medium", timeStyle: "short") }, кем: <code>{ $by }</code>, причина: { $reason }
why-brief = <b>{ DATETIME($at, dateStyle: "medium") }</b> { $price } за { $plan }
why-brief-gift = <b>{ DATETIME($at, dateStyle: "medium") }</b> { $plan } вручную
why-brief-id = выдача <code>{ $id }</code>
why-brief-until = → до { DATETIME($until, dateStyle: "medium") }
why-brief-forever = → навсегда
why-brief-ended = → закончен { DATETIME($at, dateStyle: "medium") }
why-brief-held = · задержан
why-brief-returning = ↩ возвращается
why-brief-refunded = ↩ возвращён
why-brief-part = ↩ часть возвращена
why-brief-disputed = ⚖ оспорен
why-earlier = { $count ->
    [one] … и ещё { NUMBER($count) } событие раньше
    [few] … и ещё { NUMBER($count) } события раньше
   *[other] … и ещё { NUMBER($count) } событий раньше
}

## Что сообщается другим сервисам

webhooks = <b>Что сообщается другим сервисам</b>
webhooks-none = Другим сервисам ничего не сообщается. Их адреса задаёт <code>OUTGOING_WEBHOOK_URLS</code>, значение читается при запуске; как это сделать, описано в <code>docs/services.md</code>.
webhooks-endpoint = <code>{ $url }</code>
webhooks-well = ✓ Всё доставлено, последний раз: { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
webhooks-quiet = Пока не было ничего, о чём сюда нужно сообщить.
webhooks-waiting = … Ждут доставки: { NUMBER($count) }, с { DATETIME($since, dateStyle: "medium", timeStyle: "short") }. Отправка повторится сама.
webhooks-given-up = ⚠ Не удалось доставить за три дня: { NUMBER($count) }
webhooks-last = Последняя доставка: { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
webhooks-never = Пока ничего не доставлено.
webhooks-earlier = … и более ранние
webhooks-usage = <code>/webhooks</code> с номером в Telegram, <code>@именем</code> или номером события покажет, что об этом сообщили.
webhooks-how = ↻ отправит это ещё раз, с тем же номером события.
webhooks-unknown = Такого события или доставки нет, и по запросу «{ $query }» никто не найден.
webhooks-several = Под этим именем знаем нескольких человек. Спросите по номеру одного из них:
webhooks-nothing = Об этом человеке ничего не сообщали.
webhooks-resend-button = Отправить недоставленное: { $place }
delivery = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> · { $type }
delivery-numbered = <b>{ NUMBER($number) } · { DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> · { $type }
delivery-whom = о <code>{ $person }</code>, куда: <code>{ $url }</code>
delivery-new = … ещё не отправлено
delivery-waiting = { $count ->
    [one] … { NUMBER($count) } попытка, последняя { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: { $answer }. Отправка повторится сама.
    [few] … { NUMBER($count) } попытки, последняя { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: { $answer }. Отправка повторится сама.
   *[other] … { NUMBER($count) } попыток, последняя { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: { $answer }. Отправка повторится сама.
}
delivery-taken = ✓ доставлено { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: { $answer }
delivery-refused-again = ✓ доставлено { DATETIME($delivered, dateStyle: "medium", timeStyle: "short") }; ещё раз отправлено { DATETIME($at, dateStyle: "medium", timeStyle: "short") } и не принято: { $answer }
delivery-given-up = { $count ->
    [one] ⚠ не доставлено, { NUMBER($count) } попытка: { $answer }
    [few] ⚠ не доставлено, { NUMBER($count) } попытки: { $answer }
   *[other] ⚠ не доставлено, { NUMBER($count) } попыток: { $answer }
}
delivery-dropped = ⚠ не отправлено: по этому адресу больше ничего не сообщается
delivery-event = событие <code>{ $event }</code>
delivery-again-button = ↻ { NUMBER($number) }
resend-begun = { $count ->
    [one] Отправляю ещё раз, { NUMBER($count) } событие…
    [few] Отправляю ещё раз, { NUMBER($count) } события…
   *[other] Отправляю ещё раз, { NUMBER($count) } событий…
}
resend-nothing = Отправлять ещё раз нечего.
news-webhook-given-up =
    <b>Другой сервис не принимает сообщения</b>
    <code>{ $url }</code>
    Последний ответ: { $detail }

    Что-то пытались доставить туда три дня, и теперь попытки прекращены. Ничего не потеряно: когда сервис заработает, кнопка отправит всё это ещё раз. Более новое по-прежнему отправляется само. Как обстоят дела, покажет /webhooks.

## Мини-приложение

app-places = Основные экраны
app-home = Главная
app-plans = Тарифы
app-billing = Платежи
app-settings = Настройки
app-back = Назад
app-close = Закрыть
app-cancel = Отмена
app-done = Готово
app-retry = Попробовать снова
app-loading = Загружаем…
app-offline = Нет сети. То, что вы видите, могло устареть.
app-not-loaded = Приложение не загрузилось. Закройте его и откройте снова.

app-outside = Откройте в Telegram
app-outside-text = Приложение узнаёт вас через Telegram, поэтому работает только в нём.
app-outside-open = Открыть бота
app-old = Откройте ещё раз
app-old-text = Ради вашей безопасности приложение, открытое давно, нужно открыть заново. Закройте его и откройте из чата.
app-ended = Вы вышли
app-ended-text = Чтобы войти, закройте приложение и откройте его из чата.
app-refused = Войти не удалось
app-refused-text = Telegram не подтвердил этот вход. Закройте приложение и откройте его из чата.
app-failed-offline = Нет связи
app-failed-offline-text = Проверьте подключение и попробуйте снова.
app-failed-many = Слишком быстро
app-failed-many-text = Подождите минуту и попробуйте снова.
app-failed-server = У нас что-то сломалось
app-failed-server-text = Попробуйте через минуту. Всё, что у вас есть, остаётся вашим.

app-home-title = Что у вас есть
app-hello = Здравствуйте, { $name }
app-free = Бесплатно
app-free-text = Сейчас у вас нет тарифа, и ничего не будет списано.
app-free-from = Самый доступный: { $price }
app-see-plans = Посмотреть тарифы
app-see-mine = Что у меня есть
app-see-payments = Посмотреть платежи
app-pass-now = Действует
app-pass-soon = Скоро закончится
app-pass-grace = Ждём продления
app-pass-later = Начнётся позже
app-pass-ended = Срок истёк
app-pass-refunded = Оплата возвращена
app-until = До { $day }
app-forever = У вас навсегда
app-starts = Начнётся { $day }
app-grace = Оплачено до { $day }
app-ended-on = Доступ закончился { $day }
app-refunded-on = Оплата возвращена { $day }
app-left-rest = { $left } · без автопродления
app-forever-rest = Делать ничего не нужно.
app-later-rest = До { $day } · без автопродления
app-grace-rest = Доступ открыт ещё несколько дней, пока мы ждём продления.
app-ended-rest = С тех пор ничего не списывалось.
app-went-back = Вам вернулось: { $price }
app-extend = Продлить
app-again = Купить снова
app-earlier = Раньше
app-renews-on = Продлится { $day }
app-renews = Продлевается само
app-renews-text = Покупать ничего не нужно: доступ продолжается, пока вы не отмените.
app-renews-rest = Затем { $price } · отменить можно в любой момент
app-renews-free = Отменить можно в любой момент
app-manage = Управлять
app-due = Продление ещё не оплачено
app-due-grace = Доступ к «{ $title }» открыт до { $day }, дальше нужна оплата.
app-due-stars = Доступ к «{ $title }» открыт до { $day }, дальше нужна оплата: пополните баланс до { $price }.
app-due-stars-beside = Пополните баланс до { $price }, и «{ $title }» продолжится.
app-due-text = Оплатите, и «{ $title }» продолжится.
app-due-confirm = Остался один шаг
app-due-confirm-text = Ваш банк просит подтвердить платёж за «{ $title }».
app-due-confirm-plain = Ваш банк просит подтвердить платёж.
app-pay-now = Оплатить

app-plans-title = Тарифы
app-plans-how-once = Оплата звёздами, один раз. Само ничего не продлевается.
app-plans-how-stars = Оплата звёздами. Само продлевается только то, где это указано.
app-plans-how-both = Оплата звёздами или картой. Само продлевается только то, где это указано.
app-plans-how-card = Оплата картой. Само продлевается только то, где это указано.
app-plans-none = Сейчас ничего не продаётся
app-plans-none-text = То, что у вас уже есть, остаётся вашим.
app-plan = Тариф
app-features-more = и ещё { NUMBER($count) }
app-term-once = Срок: { $term } · без автопродления
app-term-forever = Один раз и навсегда
app-yours-until = У вас до { $day }
app-yours-from = У вас с { $day }
app-yours-forever = У вас навсегда
app-owned-text = Покупать больше нечего.
app-stacks = Если купить ещё раз, новый срок ({ $term }) начнётся, когда закончится этот. Вы ничего не потеряете.
app-stacks-stars = Если купить ещё раз за звёзды, новый срок ({ $term }) начнётся, когда закончится этот. Вы ничего не потеряете.
app-stacks-card = Если купить ещё раз картой, новый срок ({ $term }) начнётся, когда закончится этот. Вы ничего не потеряете.
app-ending-text = Продление выключено. Включить его снова сегодня ничего не стоит.
app-overlaps = По карте это подписка: она начнётся и оплатится сразу, так что за дни до { $day } вы заплатите дважды.
app-overlaps-stars = За звёзды это подписка: она начнётся и оплатится сразу, так что за дни до { $day } вы заплатите дважды.
app-overlaps-plain = Это подписка: она начнётся и оплатится сразу, так что за дни до { $day } вы заплатите дважды.
app-stacks-forever = После покупки доступ не закончится никогда.
app-not-here = Этот тариф нельзя купить здесь.
app-retired = Больше не продаётся
app-retired-text = Этот тариф больше не продаётся. Вот что есть:
app-retired-held = Этот тариф больше не продаётся, но то, что у вас есть, остаётся вашим. Сейчас в продаже:
app-buy = Купить · { $price }
app-subscribe = Подписаться · { $price }
app-buy-card = Картой · { $price }
app-by-card = Картой
app-or-card = или { $price } картой
app-or-card-renews = или { $price } { $per } картой, с автопродлением
app-per-renews = { $per }, с автопродлением
app-per-until = { $per }, продлевается, пока не отмените
app-per-day = в день
app-per-week = в неделю
app-per-month = в месяц
app-per-year = в год
app-per-term = раз в { $term }

app-ordering = Готовим счёт…
app-ordering-card = Открываем страницу оплаты…
app-paying = Ждём оплаты
app-paying-text = Счёт открыт в Telegram.
app-checking = Проверяем платёж
app-checking-text = Ждём, когда он дойдёт до нас. Обычно это несколько секунд.
app-checking-slow = Это может занять минуту. Ничего не пропадёт: можно закрыть приложение, всё будет здесь, когда вы вернётесь.
app-checking-odd = Это занимает необычно много времени. Ничего не пропадёт: если платёж дойдёт позже, он будет засчитан, и вы увидите это здесь.
app-paid = Спасибо!
app-paid-text = Теперь это ваше: { $title }
app-paid-until = { $title }: у вас до { $day }
app-paid-renews = { $title }: теперь ваше, само продлится { $day }
app-paid-forever = { $title }: у вас навсегда.
app-held = Ваш платёж в сохранности
app-held-text = Мы не смогли связать его с «{ $title }» и уже разбираемся. Делать ничего не нужно.
app-refunded = Платёж вернулся
app-refunded-text = Оплата за «{ $title }» снова на вашем балансе.
app-dropped-cancelled = Вы закрыли счёт
app-dropped-failed = Оплата не прошла
app-dropped-expired = Срок счёта истёк
app-nothing-charged = Ничего не списано.
app-not-paid = Платёж к нам не поступил. Если звёзды всё же списались, это скоро отобразится здесь.
app-unsupported = Для оплаты здесь нужна более новая версия Telegram
app-unsupported-text = Обновите Telegram или купите в чате.
app-open-chat = Купить в чате
app-many = Слишком много счетов подряд
app-many-wait = { $seconds ->
    [one] Продолжить можно через { NUMBER($seconds) } секунду.
    [few] Продолжить можно через { NUMBER($seconds) } секунды.
   *[other] Продолжить можно через { NUMBER($seconds) } секунд.
}
app-go-on = Продолжить
app-get-help = Обратиться за помощью
app-stop-waiting = Больше не ждать
app-away = Оплатите в браузере
app-away-text = Страница оплаты открыта там. Когда закончите, возвращайтесь: мы увидим платёж.
app-away-tap = Страница оплаты откроется там. Когда закончите, возвращайтесь: мы увидим платёж.
app-away-none = Платёж к нам ещё не поступил
app-away-none-text = Если вы заплатили, он появится здесь через мгновение. Если нет, ничего не списано.
app-away-page = Открыть страницу оплаты
app-page-expired = Срок страницы оплаты истёк
app-page-closed = Страница оплаты закрыта
app-page-over = Платёж к нам не поступил. Если вы всё же заплатили, он сам появится здесь.
app-paid-already = Вы уже заплатили за это
app-paid-already-text = Платёж уже в пути и вот-вот будет здесь.
app-subscribed = У вас уже есть эта подписка
app-parallel = У вас уже есть подписка
app-parallel-text = «{ $title }» продлится { $day } за { $price }. Если продолжить, платить придётся за обе.
app-parallel-late = Платёж за «{ $title }» ещё не пришёл: { $price }. Если продолжить, платить придётся за обе.
app-parallel-plain = Она продлевается сама. Если продолжить, платить придётся за обе.
app-parallel-go = Платить за обе

app-billing-title = Платежи
app-billing-none = Платежей пока нет
app-billing-none-text = Когда вы что-нибудь купите, чек будет здесь.
app-upgrade = Сменить тариф
app-portal = Управлять оплатой
app-cancel-renewal = Отменить продление
app-stop-sure = Отменить продление?
app-stop-text = «{ $title }» останется у вас до { $day }, а потом закончится. Больше ничего не спишется.
app-stop-late = Оплаченный срок уже прошёл, поэтому доступ закончится сразу. Больше ничего не спишется.
app-stop-kept = Доступ к «{ $title }» останется открытым до { $day } благодаря тому, что у вас есть ещё. Больше ничего не спишется.
app-stop-open = Больше ничего не спишется. Остальной доступ к «{ $title }» остаётся у вас.
app-stop-keep = Оставить
app-stopped = Продление отменено.
app-resume = Снова включить продление
app-resume-how = Чтобы доступ снова продлевался, включите продление в Telegram: Настройки › Мои звёзды.
app-link-open = Открыть страницу
app-nothing-to-change = Менять там больше нечего.
app-nothing-changed = Ничего не изменилось.
app-mine-paid = Оплачено: { $price }
app-mine-per = { $price } { $per }
app-mine-ended = «{ $title }»: доступ закончился { $day }
app-mine-ends = До { $day }, без автопродления
app-mine-trial = Пробный период до { $day }, затем продление
app-mine-grace = Открыто до { $day }, пока мы ждём оплаты
app-sub-ending = Без продления
app-sub-trial = Пробный период
app-sub-past-due = Оплата задерживается
app-sub-unpaid = Не оплачено
app-sub-paused = Приостановлено
app-sub-incomplete = Оплата не завершена
app-sub-expired = Оплата не была завершена
app-beside = Вы платите ещё за одну подписку
app-beside-text = «{ $title }» продлится { $day } за { $price }. Деньги списываются за обе.
app-beside-late = Платёж за «{ $title }» ещё не пришёл: { $price }. Деньги списываются за обе.
app-beside-plain = Она продлевается сама: деньги списываются за обе.
app-beside-cancel = Отменить эту
app-month = { DATETIME($at, month: "long", year: "numeric") }
app-more = Показать более ранние
app-status-paid = Оплачено
app-status-past-due = Просрочено
app-status-open = Ждёт оплаты
app-status-draft = Готовится
app-status-canceled = Отменено
app-status-refunded = Возвращено
app-receipt = Чек
app-receipt-what = За что
app-receipt-when = Оплачено
app-receipt-made = Выставлен
app-receipt-refunded = Возвращено
app-receipt-id = Номер платежа
app-receipt-page = Открыть счёт
app-receipt-pay = Оплатить счёт
app-receipt-pdf = Скачать PDF
app-receipt-help = Что-то не так? Напишите нам
app-receipt-help-text = Держите под рукой номер платежа: мы о нём спросим.
app-receipt-none = Такого чека не нашлось
app-copy = Скопировать
app-copied = Скопировано
app-marked = Выделено: скопируйте отсюда

app-language = Язык
app-language-telegram = Как в Telegram
app-about = Помощь и условия
app-support = Поддержка
app-paysupport = Помощь с платежом
app-terms = Условия продажи
app-privacy = Конфиденциальность
app-signed-in = Активные сеансы
app-signed-in-text = { $count ->
    [one] Приложение открыто в { NUMBER($count) } сеансе.
   *[other] Приложение открыто в { NUMBER($count) } сеансах.
}
app-session-here = Этот сеанс
app-session-other = Другой сеанс
app-session-since = с { $at }
app-session-seen = последний раз { $at }
app-sign-out = Выйти везде
app-sign-out-sure = Выйти везде?
app-sign-out-text = Приложение закроется везде, где оно открыто, и здесь тоже. Купленное остаётся вашим.

app-devices = Устройства
app-devices-count = Занято: { NUMBER($count) } из { NUMBER($most) }
app-devices-none = Устройств пока нет
app-devices-none-text = Добавьте устройство, чтобы пользоваться доступом и там: на другом компьютере, в приложении, в скрипте.
app-devices-full = Для ещё одного устройства нет места
app-devices-most = { $most ->
    [0] Пока устройства вам недоступны.
    [one] Вам доступно { NUMBER($most) } устройство.
    [few] Вам доступно { NUMBER($most) } устройства.
   *[many] Вам доступно { NUMBER($most) } устройств.
}
app-devices-over = Уже добавленные продолжают работать.
app-devices-larger = С тарифом «{ $title }» можно добавить до { NUMBER($count) }.
app-devices-room = Чтобы освободить место, удалите ненужное.
app-device-add = Добавить устройство
app-device-go = Добавить
app-device-name = Название
app-device-plain = Моё устройство
app-device-taken = У вас уже есть устройство с таким названием.
app-device-bad = Нужно от 1 до { NUMBER($most) } обычных символов.
app-device-lost = Устройство добавлено, но секрет до вас не дошёл. Удалите его и добавьте снова.
app-device-gone = Это устройство удалено.
app-device-unused = Ещё не использовалось
app-device-used = Последний раз { $at }
app-device-since = Добавлено { $day }
app-device-rename = Переименовать
app-device-save = Сохранить
app-device-renamed = Теперь оно называется { $name }.
app-device-remove = Удалить
app-device-remove-sure = Удалить { $name }?
app-device-remove-text = Доступ на нём закроется сразу. Его можно добавить снова, но секрет будет уже другой.
app-device-removed = Устройство { $name } удалено.
app-secret = Секрет устройства { $name }
app-secret-text = Вставьте его на устройстве сейчас. Больше вы его не увидите: мы его не храним. Кто знает секрет, тот пользуется вашим доступом, поэтому не давайте его никому.
app-secret-saved = Секрет сохранён

## Страница, на которую возвращает Stripe, в браузере вне Telegram. Что стало с деньгами, она не знает.

return-paid-title = Спасибо
return-paid-text = Можно возвращаться в Telegram. Как только оплата придёт, я напишу вам, и доступ откроется.
return-canceled-title = Назад в магазин
return-canceled-text = Вы закрыли страницу оплаты. Если вы не платили, деньги не списаны. Магазин по-прежнему открыт в Telegram.
return-portal-title = Готово
return-portal-text = Изменения появятся в Telegram через мгновение.
return-button = Вернуться в Telegram
