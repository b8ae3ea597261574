# جُمل البوت. ما يُعرض منها بتنسيق هو HTML بصيغة تيليجرام؛ الأسماء والرموز وما يكتبه الناس يصل مُهرَّبًا. الأرقام لاتينية، والأوامر تُكتب كما هي: bidi.ts يعزلها عن النص العربي.

language-name = العربية

## قائمة الأوامر

command-start = إلقاء التحية
command-plans = الباقات المعروضة للبيع
command-buy = شراء باقة
command-status = ما لديك وحتى متى
command-app = فتح المتجر
command-language = اختيار اللغة
command-help = ما الذي يستطيعه هذا البوت
command-paysupport = المساعدة في عملية دفع
command-support = كيف تتواصل معنا
command-terms = شروط البيع
command-privacy = ما نحتفظ به عنك
command-forget = حذف ما نعرفه عنك
command-find = البحث عن شخص
command-why = القصة الكاملة لشخص
command-refund = ردّ مبلغ مدفوع
command-grant = منح وصول دون دفع
command-revoke = سحب ما مُنح
command-signout = إخراج شخص من التطبيق
command-balance = ما في الدفاتر وما لدى تيليجرام
command-audit = من فعل ماذا، ولماذا
command-reconcile = البحث عمّا لم يصل إلى الدفاتر
command-stats = المتجر أسبوعًا بأسبوع
command-webhooks = ما تُخبَر به الخدمات الأخرى

## الأسعار والمدد

stars = { $amount ->
    [1] نجمة واحدة
    [2] نجمتان
    [few] { NUMBER($amount) } نجوم
    [many] { NUMBER($amount) } نجمة
   *[other] { NUMBER($amount) } نجمة
}
stars-short = { NUMBER($amount) } ⭐
term-lifetime = مدى الحياة
term-years = { $count ->
    [one] سنة واحدة
    [two] سنتان
    [few] { NUMBER($count) } سنوات
    [many] { NUMBER($count) } سنة
   *[other] { NUMBER($count) } سنة
}
term-months = { $count ->
    [one] شهر واحد
    [two] شهران
    [few] { NUMBER($count) } أشهر
    [many] { NUMBER($count) } شهرًا
   *[other] { NUMBER($count) } شهر
}
term-weeks = { $count ->
    [one] أسبوع واحد
    [two] أسبوعان
    [few] { NUMBER($count) } أسابيع
    [many] { NUMBER($count) } أسبوعًا
   *[other] { NUMBER($count) } أسبوع
}
term-days = { $count ->
    [one] يوم واحد
    [two] يومان
    [few] { NUMBER($count) } أيام
    [many] { NUMBER($count) } يومًا
   *[other] { NUMBER($count) } يوم
}
left-days = { $count ->
    [one] المتبقي يوم واحد
    [two] المتبقي يومان
    [few] المتبقي { NUMBER($count) } أيام
    [many] المتبقي { NUMBER($count) } يومًا
   *[other] المتبقي { NUMBER($count) } يوم
}
left-hours = { $count ->
    [one] المتبقي ساعة واحدة
    [two] المتبقي ساعتان
    [few] المتبقي { NUMBER($count) } ساعات
    [many] المتبقي { NUMBER($count) } ساعة
   *[other] المتبقي { NUMBER($count) } ساعة
}
left-minutes = المتبقي أقل من ساعة
pay-once = { $price } · { $term } · تدفع مرة واحدة
pay-renews = { $price } · { $term } · تتجدد تلقائيًا حتى تلغيها
way-stars = بالنجوم
way-card = بالبطاقة
cost-by-card = { $price }، بالبطاقة
provider-stars = تيليجرام
provider-card = سترايب

## التحية

start =
    مرحبًا { $name }، هنا <b>{ $bot }</b>.

    يمكنك شراء الوصول من هنا. يُفتح فور الدفع، والأمر /status يخبرك دائمًا بما لديك.
plans-button = عرض الباقات
status-button = ما لديّ
open-app = المتجر وما لديك وكل مدفوعاتك في مكان واحد:
open-app-button = افتح المتجر
menu-button = المتجر
unknown = لا أفهم إلا الأوامر. /help يعرض ما أستطيع فعله، و/support يوصلك إلى شخص يساعدك.
button-outdated = لم يعد هذا الزر يعمل. أرسل /help لتبدأ من جديد.
sorry = عذرًا، حدث خطأ من جهتنا. حاول مجددًا بعد دقيقة؛ وإن كنت قد دفعت فأموالك في أمان.

## المتجر

plans-title = <b>المعروض للبيع</b>
plans-none = لا شيء معروض للبيع الآن. وما لديك يبقى لك: /status
plans-how = اضغط على باقة لتصلك فاتورتها. تدفع بالنجوم مرة واحدة، ولا شيء يتجدد من تلقاء نفسه.
plans-how-renewing = اضغط على باقة لشرائها. لا يتجدد من تلقاء نفسه إلا ما ذُكر ذلك عنده.
plan-head = <b>{ $title }</b> · { $price } · { $term }
plan-text = { $text }
plan-feature = • { $feature }
plan-renews = ↻ تتجدد تلقائيًا حتى تلغيها
plan-renews-by-card = ↻ عند الدفع بالبطاقة تتجدد تلقائيًا حتى تلغيها؛ وعند الدفع بالنجوم لا تتجدد
plan-renews-by-stars = ↻ عند الدفع بالنجوم تتجدد تلقائيًا حتى تلغيها؛ وعند الدفع بالبطاقة لا تتجدد
plan-held = ✓ لك حتى { DATETIME($until, dateStyle: "long") }
plan-held-forever = ✓ لك مدى الحياة
plan-button = { $title } · { $price }

buy-choose = أيّ باقة تختار؟
buy-unknown = لا توجد باقة معروضة للبيع باسم «{ $code }». هذه هي المتاحة:
buy-not-here = لا يمكن شراء هذه الباقة في هذه المحادثة. يمكنك شراء هذه:
buy-owned = لديك <b>{ $title }</b> مدى الحياة. لا حاجة إلى شراء المزيد.
buy-stacks =
    لديك <b>{ $title }</b> حتى { DATETIME($until, dateStyle: "long") }.

    عند الشراء مجددًا تبدأ المدة الجديدة بعد انتهاء الحالية، فلا تخسر شيئًا.
buy-beside =
    لديك <b>{ $title }</b> حتى { DATETIME($until, dateStyle: "long") }، وهي تتجدد تلقائيًا، فلا حاجة إلى شرائها مجددًا.

    إن دفعت هذه الفاتورة أيضًا فستدفع ثمن الاثنتين؛ وتبدأ مدتها بعد انتهاء المدة المدفوعة.
buy-how =
    <b>{ $title }</b>
    كيف تودّ أن تدفع؟
buy-how-stars = ⭐ { $terms }
buy-how-card = 💳 { $terms }
by-stars-button = بالنجوم · { $price }
by-card-button = بالبطاقة · { $price }

buy-too-many = { $seconds ->
    [one] طلبت فواتير كثيرة. انتظر ثانية واحدة ثم حاول مجددًا.
    [two] طلبت فواتير كثيرة. انتظر ثانيتين ثم حاول مجددًا.
    [few] طلبت فواتير كثيرة. انتظر { NUMBER($seconds) } ثوانٍ ثم حاول مجددًا.
    [many] طلبت فواتير كثيرة. انتظر { NUMBER($seconds) } ثانية ثم حاول مجددًا.
   *[other] طلبت فواتير كثيرة. انتظر { NUMBER($seconds) } ثانية ثم حاول مجددًا.
}
pay-button = ادفع ⭐ { NUMBER($amount) }
cancel-button = ليس الآن
cancel-done = أُلغيت الفاتورة.
cancel-nothing = لا شيء لإلغائه. /status يعرض ما لديك.
offer-head =
    <b>{ $title }</b>
    { $terms }
card-how = تدفع على صفحة سترايب، ولا نرى بطاقتك أبدًا. سأكتب إليك هنا فور وصول الدفعة. وإن انتهت صلاحية الصفحة فأرسل /buy للحصول على صفحة جديدة.
buy-overlaps =
    لديك <b>{ $title }</b> حتى { DATETIME($until, dateStyle: "long") }.

    الاشتراك لا ينتظر ذلك: يبدأ ويُخصم ثمنه يوم الشراء، فتدفع عن الأيام نفسها مرتين حتى { DATETIME($until, dateStyle: "long") }.
card-pay-button = ادفع { $price }
stars-how = الزر يفتح الدفع في تيليجرام. يمكنك إيقاف التجديد في أي وقت: هنا عبر /status أو في تيليجرام من الإعدادات › نجومي. وإن انتهت صلاحية الرابط فأرسل /buy للحصول على رابط جديد.
stars-resume = لديك هذه الباقة باشتراك أُوقف تجديده. لا يكلّفك تشغيله من جديد شيئًا اليوم: يبيّن /status كيف.
subscribe-button = اشترك · { $price }
buy-subscribed = لديك <b>{ $title }</b> بالفعل حتى { DATETIME($until, dateStyle: "long") }، وهي تتجدد تلقائيًا. لا حاجة إلى شراء شيء: يعرض الزر ما لديك، ومنه توقف التجديد إن شئت.
buy-subscribed-open = لديك <b>{ $title }</b> بالفعل، وهي تتجدد تلقائيًا. لا حاجة إلى شراء شيء: يعرض الزر ما لديك، ومنه توقف التجديد إن شئت.
buy-subscribed-late = أنت مشترك في <b>{ $title }</b> بالفعل، ولم تصل دفعتها التالية بعد. لا حاجة إلى شراء شيء: اشحن رصيد نجومك في تيليجرام من الإعدادات › نجومي، وتستمر ما إن يتمكن تيليجرام من خصمها.
buy-subscribed-owed = أنت مشترك في <b>{ $title }</b> بالفعل، ولم تصل دفعتها التالية بعد. لا حاجة إلى شراء شيء: ادفع المستحق وتستمر. يريك الزر أين.
buy-parallel =
    لديك بالفعل <b>{ $held }</b> حتى { DATETIME($until, dateStyle: "long") }؛ وهو اشتراك يُدفع { $way }.

    إن اشتريت <b>{ $title }</b> أيضًا فستدفع ثمن الاثنين. إن كنت تريد واحدًا فقط فأوقف الآخر أولًا.
buy-parallel-open =
    لديك بالفعل <b>{ $held }</b>؛ وهو اشتراك يُدفع { $way }.

    إن اشتريت <b>{ $title }</b> أيضًا فستدفع ثمن الاثنين. إن كنت تريد واحدًا فقط فأوقف الآخر أولًا.
buy-parallel-late =
    أنت مشترك بالفعل في <b>{ $held }</b>، وتُدفع { $way }؛ لم تصل دفعتها التالية بعد وما زالت مستحقة.

    إن اشتريت <b>{ $title }</b> أيضًا فستدفع ثمن الاثنين. إن كنت تريد واحدًا فقط فأوقف الآخر أولًا.
buy-anyway-button = اشترِ رغم ذلك
card-paid = وصلت دفعتك مقابل <b>{ $title }</b> ويجري تسجيلها. سأكتب إليك بعد لحظات، وسيعرضها /status.
card-unavailable = الدفع بالبطاقة غير متاح في هذه اللحظة. لم يُخصم شيء؛ حاول مجددًا بعد بضع دقائق.
manage-button = إدارة

## قبل أن يُخصم أي مبلغ: لماذا لا، وما العمل. نص عادي لا يتجاوز 255 محرفًا.

precheck-try-later = لا يمكننا استقبال المدفوعات في هذه اللحظة. لم يُخصم شيء؛ حاول مجددًا بعد بضع دقائق.
precheck-unknown = لا نعرف هذه الفاتورة. لم يُخصم شيء؛ أرسل /buy للحصول على فاتورة جديدة.
precheck-foreign = هذه الفاتورة تخص حسابًا آخر. لم يُخصم شيء؛ أرسل /buy للحصول على فاتورتك.
precheck-canceled = أُلغيت هذه الفاتورة. لم يُخصم شيء؛ أرسل /buy { $plan } للحصول على فاتورة جديدة.
precheck-expired = انتهت صلاحية هذه الفاتورة. لم يُخصم شيء؛ أرسل /buy { $plan } للحصول على فاتورة جديدة.
precheck-price = السعر في هذه الفاتورة غير صحيح. لم يُخصم شيء؛ أرسل /buy { $plan } للحصول على فاتورة جديدة.
precheck-retired = لم تعد هذه الباقة تُباع. لم يُخصم شيء؛ /plans يعرض الباقات المتاحة.
precheck-owned = هذه الباقة لديك مدى الحياة. لم يُخصم شيء؛ /status يعرضها.
precheck-subscribed = هذه الباقة لديك بالفعل وتتجدد تلقائيًا. لم يُخصم شيء؛ /status يعرضها.

## ما لدى الشخص

status-title = <b>ما لديك</b>
status-free =
    <b>مجاني</b>

    ليست لديك باقة حاليًا، ولن يُخصم منك شيء.
status-lapsed =
    <b>مجاني</b>

    ليست لديك باقة حاليًا. ما كان لديك:
status-until =
    <b>{ $title }</b>
    حتى { DATETIME($until, dateStyle: "long") }، { $left }
status-renews =
    <b>{ $title }</b>
    تتجدد تلقائيًا في { DATETIME($until, dateStyle: "long") }: { $cost }
status-trial =
    <b>{ $title }</b>
    تجربة مجانية حتى { DATETIME($until, dateStyle: "long") }، ثم { $cost }
status-canceled =
    <b>{ $title }</b>
    لك حتى { DATETIME($until, dateStyle: "long") }، { $left }؛ أُلغيت فلن تتجدد
status-overdue =
    <b>{ $title }</b>
    مدفوعة حتى { DATETIME($until, dateStyle: "long") }؛ ولم تصل الدفعة التالية بعد: { $cost }. تبقى مفتوحة حتى { DATETIME($grace, dateStyle: "long") } ريثما تصل.
status-overdue-open =
    <b>{ $title }</b>
    لك حتى { DATETIME($until, dateStyle: "long") }، { $left }؛ لم تصل دفعة تجديدها بعد: { $cost }
status-unpaid =
    <b>{ $title }</b>
    مغلقة لأن الدفعة لم تصل: { $cost }. تُفتح من جديد فور الدفع.
status-renews-closed =
    <b>{ $title }</b>
    مغلقة، لكنها ما زالت تتجدد تلقائيًا في { DATETIME($until, dateStyle: "long") }: { $cost }
status-later =
    <b>{ $title }</b>
    من { DATETIME($from, dateStyle: "long") } حتى { DATETIME($until, dateStyle: "long") }
status-forever =
    <b>{ $title }</b>
    لك مدى الحياة
status-ended =
    <b>{ $title }</b>
    انتهت المدة في { DATETIME($until, dateStyle: "long") }
status-buy = يعرض /plans ما يمكنك الحصول عليه.
status-extend = للتمديد، أعد الشراء في أي وقت عبر /buy: تبدأ المدة الجديدة بعد انتهاء الحالية.
status-extend-anew = للاحتفاظ بها مدة أطول اشترك عبر /buy عند انتهائها: يبدأ الاشتراك ويُخصم ثمنه في يوم شرائه.
status-pay = للاحتفاظ بها ادفع المستحق: الزر يقودك إلى هناك.
status-top-up = للاحتفاظ بها تأكد من أن لديك نجومًا كافية في تيليجرام: الإعدادات › نجومي. تتجدد ما إن يتمكن تيليجرام من خصمها.
status-allow = هل غيّرت رأيك؟ اضغط الزر ثم شغّل التجديد في تيليجرام.
status-resume = هل غيّرت رأيك؟ شغّل التجديد من جديد في تيليجرام: الإعدادات › نجومي.
status-go-on = هل غيّرت رأيك؟ زر «إدارة» يقودك إلى حيث تستأنفها.
status-stop-stars = لا تريد هذا التجديد؟ أوقفه بالزر، أو في تيليجرام: الإعدادات › نجومي.
status-stop = لا تريد هذا التجديد؟ يوقفه الزر.
status-stop-manage = لا تريد هذا التجديد؟ زر «إدارة» يقودك إلى حيث توقفه.
status-settled = لا شيء عليك فعله.

language-ask = بأيّ لغة تريدني أن أتحدث؟
language-auto = مثل تيليجرام
language-chosen = حسنًا، سأتحدث معك بالعربية.

## المجموعات

group-buy = أبيع في المحادثة الخاصة فقط. اضغط الزر أدناه وسأرسل إليك الفاتورة هناك.
group-buy-button = الشراء في محادثة خاصة
group-other = لنتحدث في محادثة خاصة.
group-button = فتح المحادثة

## المساعدة وما اتفقنا عليه

help = <b>ما أستطيع فعله</b>
help-admin = <b>للمشرفين</b>
help-line = { $command } – { $does }
support = يسعدنا أن نساعدك في كل ما يخص هذا البوت.
paysupport =
    <b>المساعدة في عملية دفع</b>

    إن كان في دفعتك خطأ فأخبرنا، وسنصلحه أو نعيد إليك نجومك. لا يستطيع دعم تيليجرام المساعدة في مشتريات هذا البوت.
paysupport-cards =
    <b>المساعدة في عملية دفع</b>

    إن كان في دفعتك خطأ فأخبرنا، وسنصلحه أو نعيد إليك مالك. لا يستطيع دعم تيليجرام ولا سترايب المساعدة في مشتريات هذا البوت.
paysupport-payments = اذكر من فضلك رقم عملية الدفع. أحدث عملياتك:
paysupport-payment = { DATETIME($at, dateStyle: "long") }، { $price }: <code>{ $charge }</code>
contact = راسلنا: { $contact }
contact-none = راسل مالك هذا البوت؛ ستجد وسيلة التواصل في الملف التعريفي للبوت.
terms =
    <b>شروط البيع</b>

    أنت تشتري الوصول إلى خدمات رقمية للمدة التي تحددها الباقة. تدفع بنجوم تيليجرام، ويُفتح الوصول فور وصول الدفعة. ولا شيء يتجدد من تلقاء نفسه.

    إن كان في دفعتك خطأ، أو أردت استرداد نجومك، فاكتب إلينا عبر /paysupport. عند الاسترداد ينتهي الوصول الذي اشتُري بها.
terms-renewing =
    <b>شروط البيع</b>

    أنت تشتري الوصول إلى خدمات رقمية للمدة التي تحددها الباقة. تدفع بنجوم تيليجرام، ويُفتح الوصول فور وصول الدفعة. وما يتجدد تلقائيًا يُذكر ذلك قبل الدفع؛ ويمكنك إيقافه في أي وقت عبر /status، ويبقى ما دُفع ثمنه مفتوحًا حتى نهايته.

    إن كان في دفعتك خطأ، أو أردت استرداد نجومك، فاكتب إلينا عبر /paysupport. عند الاسترداد ينتهي الوصول الذي اشتُري بها.
terms-cards =
    <b>شروط البيع</b>

    أنت تشتري ما تحدده الباقة للمدة التي تحددها. تدفع بنجوم تيليجرام أو بالبطاقة، ويُفتح الوصول فور وصول الدفعة. وما يتجدد تلقائيًا يُذكر ذلك قبل الدفع؛ ويمكنك إلغاؤه في أي وقت، ويبقى ما دُفع ثمنه مفتوحًا حتى نهايته.

    إن كان في دفعتك خطأ، أو أردت استرداد مالك، فاكتب إلينا عبر /paysupport. عند الاسترداد ينتهي الوصول الذي اشتُري به.
terms-link = تجد شروط البيع هنا: { $url }
privacy =
    <b>ما نحتفظ به عنك</b>

    معرّفك في تيليجرام، واسمك ولغتك كما يعرضهما لنا تيليجرام، وسجل مدفوعاتك وما اشتريته بها. نستخدم ذلك لنقدّم لك ما دفعت ثمنه، ولا نعطيه لأحد آخر. لا نرى بطاقتك أبدًا ولا رسائلك في أي مكان آخر.

    لحذف بياناتك، أرسل /forget.
privacy-cards = تتم مدفوعات البطاقة على صفحة سترايب. نحتفظ بأرقامك وأرقام مدفوعاتك لدى سترايب، لا ببطاقتك أبدًا.
privacy-app = وإن استخدمت التطبيق فنحتفظ أيضًا بوقت استخدامك له، وبمنطقتك الزمنية كي لا توقظك رسالة، وبأسماء الأجهزة التي تضيفها فيه ووقت آخر استخدام لكل منها.
privacy-link =
    تجد سياسة الخصوصية هنا: { $url }

    لحذف بياناتك، أرسل /forget.

## الأخبار: ما لدى الدفاتر لتقوله

news-thanks =
    شكرًا لك. <b>{ $title }</b> لك حتى { DATETIME($until, dateStyle: "long") }.

    المبلغ المدفوع: { $price }. يعرض /status ما لديك.
news-thanks-stacked =
    شكرًا لك. تبدأ مدتك الجديدة من <b>{ $title }</b> في { DATETIME($from, dateStyle: "long") } عند انتهاء الحالية، وهي لك حتى { DATETIME($until, dateStyle: "long") }.

    المبلغ المدفوع: { $price }. يعرض /status ما لديك.
news-thanks-beside =
    شكرًا لك. <b>{ $title }</b> لك حتى { DATETIME($until, dateStyle: "long") }.

    لكن اشتراكك فيها يتجدد تلقائيًا، فتدفع عندئذٍ مرتين عن المدة نفسها. إن كانت واحدة تكفيك فألغِ التجديد قبل موعده، أو راسلنا عبر /paysupport.

    المبلغ المدفوع: { $price }. يعرض /status ما لديك.
news-free =
    بدأت مدتك المجانية من <b>{ $title }</b>، وهي حتى { DATETIME($until, dateStyle: "long") }. بعدها يتجدد الاشتراك تلقائيًا وتدفع ثمنه.

    إن كنت لا تريد ذلك فألغه قبل هذا الموعد ولن يُخصم شيء. يعرض /status ما لديك.
news-free-ends =
    بدأت مدتك المجانية من <b>{ $title }</b>، وهي حتى { DATETIME($until, dateStyle: "long") } ولا تتجدد، فلن يُخصم شيء.

    يعرض /status ما لديك.
news-thanks-forever =
    شكرًا لك. <b>{ $title }</b> لك مدى الحياة.

    المبلغ المدفوع: { $price }. يعرض /status ما لديك.
news-renewed =
    تجدّدت <b>{ $title }</b>، وهي لك حتى { DATETIME($until, dateStyle: "long") }.

    المبلغ المدفوع: { $price }. يعرض /status ما لديك.
news-renewed-free =
    تجدّدت <b>{ $title }</b>، وهي لك حتى { DATETIME($until, dateStyle: "long") }.

    لم يكن عليك دفع شيء هذه المرة. يعرض /status ما لديك.
news-payment-failed = لم تتم عملية الدفع مقابل <b>{ $title }</b>: { $price }.
news-payment-confirm = يطلب منك مصرفك تأكيد عملية الدفع مقابل <b>{ $title }</b>: { $price }.
news-payment-grace = يبقى وصولك مفتوحًا حتى { DATETIME($until, dateStyle: "long") }. لا تؤخر ذلك لتستمر.
news-payment-closed = يُفتح وصولك فور وصول الدفعة.
pay-late-button = ادفع { $price }
confirm-button = أكّد عملية الدفع
news-checkout-failed =
    لم تصل دفعتك مقابل <b>{ $title }</b> في النهاية: { $price }. لذلك لم يُفتح شيء.

    يمكنك المحاولة مجددًا عبر /buy، والسؤال عبر /paysupport.
news-held =
    وصلت دفعتك ({ $price })، لكننا لا نعرف الغرض منها. هي في أمان، ونحن نبحث في الأمر.

    ليس عليك فعل شيء. إن أردت السؤال فاكتب إلينا عبر /paysupport؛ رقم عملية الدفع: <code>{ $charge }</code>
news-held-renews =
    وصلت دفعتك ({ $price })، لكننا لا نعرف الغرض منها. هي في أمان، ونحن نبحث في الأمر.

    إنها لاشتراك لا يستطيع إيقافه سواك. كي لا يخصم تيليجرام شيئًا آخر مقابله، أوقفه هناك: الإعدادات › نجومي. إن أردت السؤال فاكتب إلينا عبر /paysupport؛ رقم عملية الدفع: <code>{ $charge }</code>
news-returning =
    لديك <b>{ $title }</b> مدى الحياة بالفعل، لذلك نعيد إليك ما دفعته: { $price }.
news-returning-card = لديك <b>{ $title }</b> مدى الحياة بالفعل، لذلك نعيد إلى بطاقتك ما دفعته: { $price }. قد يستغرق المصرف حتى عشرة أيام.
news-refunded = عاد المبلغ إلى رصيدك: { $price }.
news-refunded-ended = عاد إلى رصيدك ما دفعته مقابل <b>{ $title }</b>: { $price }. وانتهى الوصول الذي اشتُري به.
news-refunded-kept =
    عاد إلى رصيدك ما دفعته مقابل <b>{ $title }</b>: { $price }.

    وتُبقيها عملية شرائك الأخرى مفتوحة حتى { DATETIME($until, dateStyle: "long") }.
news-refunded-card = المبلغ في طريقه إلى بطاقتك: { $price }. قد يستغرق المصرف حتى عشرة أيام.
news-refunded-card-ended = ما دفعته مقابل <b>{ $title }</b> في طريقه إلى بطاقتك: { $price }. قد يستغرق المصرف حتى عشرة أيام. وانتهى الوصول الذي اشتُري به.
news-refunded-card-kept =
    ما دفعته مقابل <b>{ $title }</b> في طريقه إلى بطاقتك: { $price }. قد يستغرق المصرف حتى عشرة أيام.

    وتُبقيها مدفوعاتك الأخرى مفتوحة حتى { DATETIME($until, dateStyle: "long") }.
news-refunded-stopped = ويتوقف تجديدها أيضًا، فلن يُخصم شيء بعد الآن.
news-refunded-part =
    جزء مما دفعته مقابل <b>{ $title }</b> في طريقه إلى بطاقتك: { $price }. قد يستغرق المصرف حتى عشرة أيام.

    يبقى الباقي مدفوعًا ({ $left })، ويبقى وصولك كما هو.
news-refunded-part-held = جزء من دفعتك في طريقه إلى بطاقتك: { $price }. قد يستغرق المصرف حتى عشرة أيام. ويبقى الباقي لدينا: { $left }.
news-refund-came-back =
    لم يقبل مصرفك المبلغ المُعاد، فعاد إلينا: { $price }. ووصولك كما كان من قبل.

    راسلنا عبر /paysupport وسنجد طريقة أخرى.
news-refund-came-back-until =
    لم يقبل مصرفك المبلغ المُعاد مقابل <b>{ $title }</b>، فعاد إلينا: { $price }. ووصولك مفتوح من جديد حتى { DATETIME($until, dateStyle: "long") }.

    راسلنا عبر /paysupport وسنجد طريقة أخرى.
news-suspended =
    أبلغنا مصرفك أن عملية الدفع مقابل <b>{ $title }</b> معترَض عليها: { $price }. وحتى يُحسم الأمر يتوقف الوصول الذي اشتُري بها.

    إن كان ذلك خطأ فأخبر مصرفك أو راسلنا عبر /paysupport؛ رقم عملية الدفع: <code>{ $charge }</code>
news-lost =
    استردّ مصرفك المبلغ المدفوع مقابل <b>{ $title }</b>: { $price }. وانتهى الوصول الذي اشتُري به.

    إن كان ذلك خطأ فأخبر مصرفك أو راسلنا عبر /paysupport؛ رقم عملية الدفع: <code>{ $charge }</code>
news-reinstated = حُسم الاعتراض على دفعتك، ووصولك كما كان من قبل. يعرض /status ما لديك.
news-reinstated-until = حُسم الاعتراض على دفعتك مقابل <b>{ $title }</b>، ووصولك مفتوح من جديد حتى { DATETIME($until, dateStyle: "long") }.
news-parallel =
    هذه تعمل جنبًا إلى جنب، وتدفع ثمن كل منها:
    { $list }

    إن كنت تريد واحدة فقط فألغِ غيرها. لا نغيّر شيئًا من دونك.
news-parallel-item = • <b>{ $title }</b>، تُدفع { $way }
news-parallel-item-until = • <b>{ $title }</b>، تُدفع { $way }، حتى { DATETIME($until, dateStyle: "long") }
news-quarantined =
    <b>مبلغ محتجز: { $price }</b>
    { $reason }

    صاحب الدفعة: <code>{ $payer }</code>
    المرجع: <code>{ $reference }</code>
    لردّه: <code>/refund { $charge }</code>
news-quarantined-renews = هي لاشتراك يستمر في التجدد إلى أن تردّ المبلغ، وردّه يوقف الاشتراك أيضًا.
news-quarantined-goes-on = هي لاشتراك لا نعرفه، وردّ المبلغ لا يوقفه. لا يستطيع إيقافه إلا صاحب الدفعة، في تيليجرام: الإعدادات › نجومي، وقد أخبرناه بذلك.
news-paid-for-other =
    <b>دفعة لفاتورة شخص آخر: { $price }</b>
    دفع <code>{ $payer }</code> فاتورة <code>{ $buyer }</code> وحصل على ما اشتُري بها.

    عملية الدفع: <code>{ $charge }</code>
news-refund-done =
    تمّ الردّ: { $price }، وقد عادت إلى <code>{ $payer }</code>.
    عملية الدفع: <code>{ $charge }</code>
news-refund-done-card =
    تمّ الردّ: { $price }، ويعود المبلغ إلى بطاقة <code>{ $payer }</code>. نفّذه سترايب؛ وقد يستغرق المصرف حتى عشرة أيام.
    عملية الدفع: <code>{ $charge }</code>
news-refund-failed =
    <b>رُفض الردّ: { $price }</b>
    يقول { $provider }: { $detail }

    صاحب الدفعة: <code>{ $payer }</code>
    عملية الدفع: <code>{ $charge }</code>
    المال والوصول كما كانا.
news-refund-too-low =
    <b>رُفض الردّ: { $price }</b>
    يقول تيليجرام إن رصيد البوت لا يكفي. المطلوب: { $price }. انتظر مبيعات جديدة ثم أرسل هذا مجددًا:
    <code>/refund { $charge }</code>

    صاحب الدفعة: <code>{ $payer }</code>
    المال والوصول كما كانا.
news-refund-too-low-card =
    <b>رُفض الردّ: { $price }</b>
    يقول سترايب إن الرصيد لديه لا يكفي. انتظر مبيعات جديدة أو أضف مالًا إليه من لوحة سترايب، ثم أرسل هذا مجددًا:
    <code>/refund { $charge }</code>

    صاحب الدفعة: <code>{ $payer }</code>
    المال والوصول كما كانا.
news-refund-reversed =
    <b>عاد إلينا مبلغ مُعاد: { $price }</b>
    يقول سترايب: { $detail }

    صاحب الدفعة: <code>{ $payer }</code>
    عملية الدفع: <code>{ $charge }</code>
    المال والوصول كما كانا من قبل. اتفق معه على طريقة أخرى.
news-disputed =
    <b>اعتراض على دفعة: { $price }</b>
    السبب بكلمات سترايب: { $reason }

    صاحب الدفعة: <code>{ $payer }</code>
    عملية الدفع: <code>{ $charge }</code>
    توقف الوصول الذي اشتُري بها. أجب في لوحة سترايب قبل اليوم المذكور هناك.
news-dispute-won =
    <b>كُسب الاعتراض: { $price }</b>
    عاد المال، وعاد الوصول.

    صاحب الدفعة: <code>{ $payer }</code>
    عملية الدفع: <code>{ $charge }</code>
news-dispute-lost =
    <b>خُسر الاعتراض: { $price }</b>
    أعاد المصرف المال إلى صاحبه، وانتهى الوصول.

    صاحب الدفعة: <code>{ $payer }</code>
    عملية الدفع: <code>{ $charge }</code>
news-granted =
    هدية لك: <b>{ $title }</b> لك حتى { DATETIME($until, dateStyle: "long") }.

    يعرض /status ما لديك.
news-granted-forever =
    هدية لك: <b>{ $title }</b> لك مدى الحياة.

    يعرض /status ما لديك.
news-revoked = انتهى وصولك الممنوح إلى <b>{ $title }</b>. إن كان لديك سؤال فاكتب إلينا عبر /support.
news-revoked-kept = انتهى وصولك الممنوح إلى <b>{ $title }</b>، لكن ما لديك غيره سارٍ حتى { DATETIME($until, dateStyle: "long") }.
news-drift-less =
    <b>لدى تيليجرام أقل مما في الدفاتر. الفرق: { $difference }</b>
    في الدفاتر: { $booked }
    لدى تيليجرام: { $provider }

    كل ما في قائمة تيليجرام من دفعات واستردادات وسحوبات صار في الدفاتر، فابحث في الأمر: /reconcile
news-drift-more =
    <b>لدى تيليجرام أكثر مما في الدفاتر. الفرق: { $difference }</b>
    في الدفاتر: { $booked }
    لدى تيليجرام: { $provider }

    كل ما في قائمة تيليجرام صار في الدفاتر، فابحث في الأمر: /reconcile
news-alarm =
    <b>{ $what }</b>
    لدى سترايب: <code>{ $id }</code>
    { $detail }

    { $todo }
alarm-unknown-status = يستخدم سترايب كلمة لا نعرفها
alarm-unknown-status-todo = لم يُفتح شيء بسببها. انظر في لوحة سترايب؛ فقد يعرفها إصدار أحدث من هذا المتجر.
alarm-wrong-mode = حدث من الوضع الآخر لدى سترايب
alarm-wrong-mode-todo = لا يختلط الوضع التجريبي بالفعلي، لذلك حُفظ الحدث ولم يغيّر شيئًا. يجب أن يكون <code>STRIPE_SECRET_KEY</code> والويب هوك صاحب <code>STRIPE_WEBHOOK_SECRET</code> من وضع واحد.
alarm-wrong-account = لا يعرف سترايب عملاءنا
alarm-wrong-account-todo = يبدو أن <code>STRIPE_SECRET_KEY</code> من حساب آخر. لم يضع شيء: يُقرأ ما ينتظر حالما يصحّ المفتاح. وإن انتقل المتجر إلى حساب آخر أو مُسحت بياناته التجريبية فسينتهي هذا من نفسه مع الشراء التالي.
alarm-foreign-charge = دفعة لدى سترايب لا تخص أحدًا هنا
alarm-foreign-charge-todo = ليست في الدفاتر. إن كان الحساب يبيع شيئًا آخر أيضًا فاتركها؛ وإلا فأعدها من لوحة سترايب.
alarm-wrong-price = سعر لدى سترايب ليس سعر باقته
alarm-wrong-price-todo = ما يُدفع به محتجز حتى ينظر فيه أحد. يبيّن <code>npm run doctor</code> وجه الاختلاف.

quarantine-unknown-order = لا تشير إلى أي طلب نعرفه.
quarantine-wrong-amount = المبلغ ليس مبلغ الطلب.
quarantine-wrong-currency = العملة ليست عملة الطلب.
quarantine-wrong-rail = جاءت بطريقة دفع غير طريقة الطلب.
quarantine-wrong-price = دُفع سعر غير سعر الباقة.

## ما يتجدد: كيف يُوقف وكيف يُستأنف وما يأتي به الوقت

stop-button = إيقاف تجديد «{ $title }»
stop-button-until = إيقاف تجديد «{ $title }» (حتى { DATETIME($until, dateStyle: "medium") })
stop-ask = هل نوقف تجديد <b>{ $title }</b>؟ تبقى لك حتى { DATETIME($until, dateStyle: "long") }، ولن يُخصم شيء بعد ذلك.
stop-ask-late = هل نوقف تجديد <b>{ $title }</b>؟ انتهت المدة المدفوعة، فيُغلق الوصول فورًا ولن يُخصم شيء بعد ذلك.
stop-ask-kept = هل نوقف تجديد <b>{ $title }</b>؟ ما لديك منها غير ذلك يبقيها مفتوحة حتى { DATETIME($until, dateStyle: "long") }، ولن يُخصم شيء بعد ذلك.
stop-ask-open = هل نوقف تجديد <b>{ $title }</b>؟ لن يُخصم شيء بعد ذلك.
stop-yes-button = أوقف التجديد
stop-no-button = اتركها كما هي
stop-kept = حسنًا. تبقى <b>{ $title }</b> كما هي.
stop-stopped = تجديد <b>{ $title }</b> موقوف: لن تتجدد ولن يُخصم عنها شيء بعد الآن.
stop-nothing = لم يعد هناك ما يُوقف. يعرض /status ما لديك.
allow-button = استئناف تجديد «{ $title }»
allow-done = يمكنك الآن تشغيله: في تيليجرام من الإعدادات › نجومي اختر <b>{ $title }</b>. سأخبرك ما إن يعود التجديد؛ وحتى ذلك الحين تنتهي في { DATETIME($until, dateStyle: "long") }.
allow-nothing = لا شيء لتشغيله: إما أنها تتجدد بالفعل، أو انتهت، أو لم تُوقف من هنا. يعرض /status ما لديك.
again-button = اشترِ من جديد

news-back = عادت <b>{ $title }</b> مفتوحة من جديد. أهلًا بعودتك!
news-thanks-renews =
    شكرًا لك. <b>{ $title }</b> لك حتى { DATETIME($until, dateStyle: "long") }، ثم تتجدد تلقائيًا.

    المبلغ المدفوع: { $price }. يعرض /status ما لديك، ومنه توقف التجديد متى شئت.
news-payment-top-up =
    لم يتم تجديد <b>{ $title }</b>: لم يتمكن تيليجرام من خصم { $price }.

    اشحن رصيد نجومك في تيليجرام: الإعدادات › نجومي. تتجدد ما إن يتمكن تيليجرام من خصمها.
news-renewal-stopped = لن تتجدد <b>{ $title }</b> بعد الآن. تبقى لك حتى { DATETIME($until, dateStyle: "long") }، ولن يُخصم شيء بعد ذلك.
news-renewal-stopped-allow = هل غيّرت رأيك؟ اضغط الزر ثم شغّل التجديد في تيليجرام.
news-renewal-stopped-resume = هل غيّرت رأيك؟ شغّل التجديد من جديد في تيليجرام: الإعدادات › نجومي.
news-renewal-resumed = عادت <b>{ $title }</b> تتجدد تلقائيًا، والموعد التالي { DATETIME($until, dateStyle: "long") }.
news-renewal-not-stopped = لم يسمح لنا تيليجرام بإيقاف تجديد <b>{ $title }</b>. أوقفه بنفسك من فضلك في تيليجرام: الإعدادات › نجومي. وإن لم ينجح ذلك فاكتب إلينا عبر /paysupport.
news-renewal-not-stopped-card = لم يسمح لنا سترايب بإيقاف تجديد <b>{ $title }</b>. اكتب إلينا من فضلك عبر /paysupport وسنتولى الأمر.
news-renewal-not-stopped-until = المدة مدفوعة حتى { DATETIME($until, dateStyle: "long") }؛ أتمّ ذلك قبل هذا الموعد ولن يُخصم شيء بعده.
news-renewal-not-allowed =
    لم يسمح لنا تيليجرام بإعادة تشغيل تجديد <b>{ $title }</b>، فتنتهي بانتهاء المدة المدفوعة.

    للاستمرار بعد ذلك اشترها من جديد عبر /buy. وإن بدا لك خطأ ما فاكتب إلينا عبر /paysupport.
news-ending-soon = تنتهي <b>{ $title }</b> في { DATETIME($until, dateStyle: "long") }، ولا تتجدد تلقائيًا.
news-ending-soon-again = للاحتفاظ بها اشترها من جديد: الزر يقودك إلى هناك.
news-ended = انتهت <b>{ $title }</b> في { DATETIME($at, dateStyle: "long") }. لم يُخصم شيء منذ ذلك الحين.
news-ended-owed =
    أُغلقت <b>{ $title }</b> الآن، لأن دفعتها لم تصل: { $price }.

    تُفتح من جديد ما إن تُدفع.
news-ended-again = أهلًا بعودتك في أي وقت: الزر يقودك إلى هناك.
news-ended-plans = يعرض /plans ما هو معروض للبيع.
news-forgotten =
    تم ذلك: حُذف اسمك ولغتك وكل ما كنا نعرفه عنك.

    يبقى سجل مدفوعاتك، كما يجب، تحت رقم حسابك في تيليجرام وحده. وما دفعت ثمنه يبقى لك. وإن كتبت إليّ مجددًا فسنتعارف من جديد.
news-renewal-stop-refused =
    <b>تعذّر إيقاف تجديد</b>
    { $plan }. ردّ { $provider }: { $detail }

    المشترك: <code>{ $payer }</code>
    الدفعة الأولى: <code>{ $charge }</code>
    يُعدّ متجددًا كما كان. ابحث في الأمر: <code>/why { $payer }</code>
news-renewal-allow-refused =
    <b>تعذّر السماح بالتجديد من جديد</b>
    { $plan }. ردّ { $provider }: { $detail }

    المشترك: <code>{ $payer }</code>
    الدفعة الأولى: <code>{ $charge }</code>
    يبقى موقوفًا وينتهي بانتهاء ما دُفع ثمنه. ابحث في الأمر: <code>/why { $payer }</code>
news-unknown-subscription =
    <b>يتحدث تيليجرام عن اشتراك لا نعرفه</b>
    حالته: { $state }

    المشترك: <code>{ $payer }</code>
    مرجعه: <code>{ $reference }</code>
    حُفظ ذلك ولم يتغير شيء. إن كان برنامج آخر يبيع بهذا البوت فدعه؛ وإلا فابحث في الأمر: <code>/why { $payer }</code>
news-unlisted = { $count ->
    [one] <b>في الدفاتر دفعة واحدة ليست في قائمة { $provider }</b>
    [two] <b>في الدفاتر دفعتان ليستا في قائمة { $provider }</b>
    [few] <b>في الدفاتر { NUMBER($count) } دفعات ليست في قائمة { $provider }</b>
    [many] <b>في الدفاتر { NUMBER($count) } دفعة ليست في قائمة { $provider }</b>
   *[other] <b>في الدفاتر { NUMBER($count) } دفعة ليست في قائمة { $provider }</b>
}
news-unlisted-charge = • <code>{ $charge }</code>
news-unlisted-more = { $count ->
    [one] … وواحدة أخرى
    [two] … واثنتان أخريان
    [few] … و{ NUMBER($count) } أخرى
    [many] … و{ NUMBER($count) } أخرى
   *[other] … و{ NUMBER($count) } أخرى
}
news-unlisted-todo = لم يتغير شيء بسبب ذلك. يبيّن /why مع رقم الدفعة من دفع وما لديه.

## للمشرفين

refund-requested =
    يُعاد الآن إلى <code>{ $person }</code> المبلغ: { $price }. سأخبرك حين ينفّذ تيليجرام ذلك.
    الردّ: <code>{ $refund }</code>
refund-requested-card =
    يُعاد الآن إلى بطاقة <code>{ $person }</code> المبلغ: { $price }. سأخبرك حين ينفّذ سترايب ذلك؛ ثم قد يستغرق المصرف حتى عشرة أيام.
    الردّ: <code>{ $refund }</code>
refund-already-requested =
    طُلب هذا الردّ من قبل وهو قيد التنفيذ.
    الردّ: <code>{ $refund }</code>
refund-already-refunded =
    أُعيدت هذه الدفعة من قبل.
    الردّ: <code>{ $refund }</code>
refund-unknown = لا توجد في الدفاتر دفعة برقم <code>{ $charge }</code>.
refund-nothing = لم يُدفع مال في <code>{ $charge }</code>، فلا شيء يُعاد. أما ما فتحته فيُسحب بأمر /revoke، ويعرض /why رقمه.
refund-disputed = يعترض مصرف الدافع على <code>{ $charge }</code> ويحتجز المال أو استردّه، فلا يمكن ردّه من هنا. يعرض /why حال الاعتراض.

refund-whom =
    <b>ردّ مبلغ مدفوع</b>

    لمن الدفعة؟ أرسل معرّفًا في تيليجرام أو <code>@name</code> أو رقم عملية دفع أو طلب.
refund-whom-nobody =
    <b>ردّ مبلغ مدفوع</b>

    لا أحد يطابق «{ $query }». جرّب معرّفًا أو اسمًا آخر.
refund-whom-several =
    <b>ردّ مبلغ مدفوع</b>

    هناك أكثر من شخص يطابق. لمن الدفعة؟
refund-whom-button = { $name } ({ $id })
refund-which = أيّ دفعة تُعاد؟
refund-which-none = لم يدفع شيئًا، فلا شيء يُعاد.
refund-which-left = لا شيء آخر هنا يُعاد.
refund-which-button = { DATETIME($at, dateStyle: "medium") } · { $plan } · { $price }
refund-gone = ↩ { DATETIME($at, dateStyle: "medium") } · { $plan } · { $price }: أُعيدت
refund-going = ↩ { DATETIME($at, dateStyle: "medium") } · { $plan } · { $price }: في طريقها
refund-kept = ⚖ { DATETIME($at, dateStyle: "medium") } · { $plan } · { $price }: معترَض عليها لدى المصرف
refund-earlier-button = الأقدم ›
refund-later-button = ‹ الأحدث
refund-why-head =
    <b>{ $price } مقابل { $plan }</b>
    دُفعت في { DATETIME($at, dateStyle: "medium", timeStyle: "short") }، دفعها { $who }
refund-why = لماذا تُعاد؟ اختر سببًا أو اكتب سببك.
refund-reason-mistake = اشتُريت بالخطأ
refund-reason-broken = شيء لم يعمل
refund-reason-twice = دُفعت مرتين
refund-reason-none = دون سبب معيّن
refund-sure = هل يُعاد المبلغ <b>{ $price }</b> إلى { $who }؟
refund-sure-facts =
    مقابل: { $plan }، دُفعت في { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    السبب: { $reason }
refund-sure-part = أُعيد جزء من قبل: { $back }. وهذا هو الباقي.
refund-sure-card = يعود المبلغ إلى بطاقته، وقد يستغرق المصرف حتى عشرة أيام.
refund-sure-renewal = إن دُفعت به آخر فترة من اشتراك فلن يتجدد بعد ذلك. أما ردّ ثمن فترة أسبق فلا يغيّر شيئًا في الاشتراك.
refund-give-button = إعادة المبلغ: { $price }
refund-back-button = ‹ رجوع
refund-cancel-button = إلغاء
refund-left = تُرك هذا الردّ قبل إتمامه. لم يُعَد شيء.
no-plan = طلب غير معروف

foresight-title = ما الذي سيفقده:
foresight-kept = لن يفقد شيئًا:
foresight-ends = ● <b>{ $key }</b> ينتهي فورًا بدلًا من { DATETIME($until, dateStyle: "medium", timeStyle: "short") }
foresight-ends-forever = ● <b>{ $key }</b> ينتهي فورًا وقد كان مدى الحياة
foresight-shorter = ● <b>{ $key }</b> ينتهي في { DATETIME($afterwards, dateStyle: "medium", timeStyle: "short") } بدلًا من { DATETIME($until, dateStyle: "medium", timeStyle: "short") }
foresight-dated = ● <b>{ $key }</b> ينتهي في { DATETIME($afterwards, dateStyle: "medium", timeStyle: "short") } وقد كان مدى الحياة
foresight-stays = ○ <b>{ $key }</b> يبقى مفتوحًا حتى { DATETIME($until, dateStyle: "medium", timeStyle: "short") }
foresight-stays-forever = ○ <b>{ $key }</b> يبقى مفتوحًا مدى الحياة
foresight-held = لن يفقد شيئًا: هذا المال محتجز ولم يفتح شيئًا.
foresight-nothing = لن يفقد شيئًا: ما دُفع ثمنه انتهت مدته بالفعل.

grant-usage =
    أرسل <code>/grant</code> ثم لمن (معرّف تيليجرام أو <code>@name</code>) ثم الباقة ثم السبب:
    <code>/grant @name { $plan } فاز بالسحب</code>

    الباقات:
grant-plan = <code>{ $code }</code> – { $title }
grant-several = هناك أكثر من شخص بهذا الاسم. امنحها لأحدهم بمعرّفه:
grant-stranger = لا نعرف أحدًا باسم «{ $query }». يجب أن يفتح الشخص هذا البوت مرة واحدة على الأقل قبل أن يُمنح شيئًا.
grant-done =
    أصبحت لدى <code>{ $person }</code> باقة <b>{ $title }</b> حتى { DATETIME($until, dateStyle: "long") }.
    لسحبها: <code>/revoke { $grant } السبب</code>
grant-done-forever =
    أصبحت لدى <code>{ $person }</code> باقة <b>{ $title }</b> مدى الحياة.
    لسحبها: <code>/revoke { $grant } السبب</code>

revoke-usage =
    أرسل <code>/revoke</code> ثم رقم المنحة ثم السبب:
    <code>/revoke 0196a0de-7c5b-7aaa-8bbb-000000000000 مُنحت بالخطأ</code>

    يعرض /why و/audit الأرقام. أما ما دُفع ثمنه فينتهي بردّ ثمنه.
revoke-done = سُحبت. لم تعد <code>{ $grant }</code> تمنح أي وصول.
revoke-already = سُحبت <code>{ $grant }</code> من قبل.
revoke-unknown = لا منحة برقم <code>{ $grant }</code>. يعرض /why و/audit الأرقام.
revoke-paid =
    هذه دُفع ثمنها، فتنتهي بردّه:
    <code>/refund { $charge } { $reason }</code>

signout-usage =
    أرسل <code>/signout</code> ومعه الشخص المقصود، وسببًا إن شئت. تنتهي جلساته في التطبيق فورًا وفي كل مكان:
    <code>/signout @name فقد هاتفه</code>

    أما الأجهزة التي أضافها فتبقى تعمل، وهو من يلغيها بنفسه في التطبيق.
signout-no-reason = لم يُذكر سبب
signout-several = يحمل هذا الاسم أكثر من شخص. أنهِ جلسات واحد منهم بمعرّفه:
signout-done = { $count ->
    [0] لم تكن لدى <code>{ $person }</code> جلسة مفتوحة، ولم يعد ممكنًا العودة إلى جلساته السابقة.
    [one] خرج <code>{ $person }</code> من التطبيق: انتهت جلسة واحدة.
    [two] خرج <code>{ $person }</code> من التطبيق: انتهت جلستان.
    [few] خرج <code>{ $person }</code> من التطبيق: انتهت { NUMBER($count) } جلسات.
   *[other] خرج <code>{ $person }</code> من التطبيق: انتهت { NUMBER($count) } جلسة.
}

balance = <b>الرصيد</b>
balance-other = <b>{ $rail }، العملة { $currency }</b>
balance-card = <b>بالبطاقة، العملة { $currency }</b>
balance-card-cash = في الدفاتر بعد الرسوم: <b>{ $price }</b>
balance-card-costs = الرسوم: { $fees } · لدى المصارف في اعتراضات أو مخسور: { $disputes }
balance-card-conversion = حُوّل إلى عملة أخرى: { $price }
balance-card-came = جاء محوَّلًا من عملة أخرى: { $price }
balance-cash = في الدفاتر: <b>{ $price }</b>
balance-telegram = لدى تيليجرام: <b>{ $price }</b>
balance-parts = المكتسب: { $earned } · المحتجز لأصحابه: { $held }
balance-taken-out = سُحب أو أُنفق في غير ذلك: { $price }
balance-came-otherwise = ورد من غير المبيعات: { $price }
balance-agrees = ✓ الدفاتر وتيليجرام متطابقان.
balance-less =
    لدى تيليجرام أقل مما في الدفاتر. الفرق: { $difference }.

    قد يفسّر الفرقَ للحظات ردٌّ قيد التنفيذ أو نجوم سُحبت للتو. وإن بقي فابحث في الأمر: /reconcile
balance-more =
    لدى تيليجرام أكثر مما في الدفاتر. الفرق: { $difference }.

    قد تفسّر الفرقَ للحظات دفعةٌ في الطريق. وإن بقي فهناك دفعة لم تصل إلى الدفاتر: /reconcile
balance-silent = تيليجرام لا يجيب الآن، فهذه أرقام الدفاتر وحدها.

audit = <b>ما فعله المشرفون</b>
audit-empty = لم يفعل أي مشرف شيئًا بعد.
audit-none = لم يُفعل شيء يخص «{ $query }».
audit-usage = يعرض <code>/audit</code> أحدث الإجراءات؛ ومع معرّف شخص أو مشرف أو <code>@name</code>، أو رقم عملية دفع أو طلب أو ردّ أو منحة أو إجراء، يعرض ما يتعلق به.
audit-refund =
    <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") } · ردّ</b>
    بواسطة <code>{ $admin }</code>، إلى <code>{ $person }</code>، الباقة { $plan }
    عملية الدفع <code>{ $charge }</code>
audit-grant =
    <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") } · منح</b>
    بواسطة <code>{ $admin }</code>، إلى <code>{ $person }</code>، الباقة { $plan }
    المنحة <code>{ $grant }</code>
audit-revoke =
    <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") } · سحب</b>
    بواسطة <code>{ $admin }</code>، من <code>{ $person }</code>، الباقة { $plan }
    المنحة <code>{ $grant }</code>
audit-sign-out =
    <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") } · إنهاء الجلسات</b>
    بواسطة <code>{ $admin }</code>، للشخص <code>{ $person }</code>، الجلسات المفتوحة: { NUMBER($count) }
audit-forget =
    <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") } · حذف بيانات شخصية</b>
    بواسطة <code>{ $admin }</code>، للشخص <code>{ $person }</code>
audit-reason = السبب: { $reason }
audit-until = ← حتى { DATETIME($until, dateStyle: "medium", timeStyle: "short") }
audit-forever = ← مدى الحياة
audit-waiting = ← لا جواب بعد
audit-refunded = ← عاد المال
audit-refused = ← رُفض: { $detail }
audit-id = الإجراء <code>{ $id }</code>

stats-title = متجرك أسبوعًا بأسبوع
stats-since = عدد الأسابيع { NUMBER($count) }، من { DATETIME($from, dateStyle: "long") } حتى الآن بالتوقيت العالمي
stats-day = { DATETIME($at, day: "numeric", month: "short") }
stats-now = الآن
stats-stars = النجوم
stats-this-week = { $name }، هذا الأسبوع
stats-last-week = الأسبوع الماضي
stats-last-week-was = الأسبوع الماضي: { $figure }
stats-weeks = { $count ->
    [one] أسبوع واحد
    [two] أسبوعان
    [few] { NUMBER($count) } أسابيع
    [many] { NUMBER($count) } أسبوعًا
   *[other] { NUMBER($count) } أسبوع
}
stats-back = المُعاد
stats-active = لديهم وصول الآن
stats-fresh = جدد هذا الأسبوع
stats-lapsed = انتهى وصولهم
stats-no-sales = لا مبيعات في هذه الأسابيع
stats-nobody = لا أحد لديه وصول بعد
stats-caption-now = <b>هذا الأسبوع، منذ { DATETIME($from, day: "numeric", month: "long") }</b>
stats-caption-before = <b>الأسبوع الماضي</b>
stats-caption-all = <b>كل الأسابيع: { NUMBER($count) }</b>
stats-earned = المكتسب: { $prices }
stats-earned-nothing = المكتسب: لا شيء
stats-returned = المُعاد: { $prices }
stats-people-now = لديهم وصول الآن: { NUMBER($active) } · جدد: { NUMBER($fresh) } · انتهى وصولهم: { NUMBER($lapsed) }
stats-people = لديهم وصول في نهايته: { NUMBER($active) } · جدد: { NUMBER($fresh) } · انتهى وصولهم: { NUMBER($lapsed) }
stats-people-all = جدد: { NUMBER($fresh) } · انتهى وصولهم: { NUMBER($lapsed) }
stats-others = هناك أيضًا { $currencies }؛ تجدها في /balance.

reconcile-running =
    <b>جارٍ التحقق…</b>
    أقرأ كل ما تحرّك هناك من مال، وأدوّن في الدفاتر ما ينقصها.
reconcile-progress = { $provider }: قُرئ { NUMBER($read) }، الناقص: { NUMBER($repaired) }
reconcile-busy = التحقق جارٍ بالفعل. الرسالة أعلاه تبيّن إلى أين وصل.
reconcile-done = <b>تم التحقق</b>
reconcile-whole =
    <b>{ $provider }</b>
    قُرئ: { NUMBER($read) }. لم ينقص شيء.
reconcile-repaired =
    <b>{ $provider }</b>
    قُرئ: { NUMBER($read) }. كان ناقصًا وهو الآن في الدفاتر: { NUMBER($repaired) }.
reconcile-agrees = ✓ { $price }: الدفاتر و{ $provider } متطابقان.
reconcile-less = ⚠ لدى { $provider } أقل مما في الدفاتر، والفرق { $difference }: لديه { $held } وفي الدفاتر { $booked }.
reconcile-more = ⚠ لدى { $provider } أكثر مما في الدفاتر، والفرق { $difference }: لديه { $held } وفي الدفاتر { $booked }.
reconcile-silent = لم يخبرنا { $provider } بما لديه، فلم تُقارن الأرصدة.
reconcile-unlisted = { $count ->
    [one] ⚠ عملية دفع واحدة في الدفاتر ليست في قائمة { $provider }. لم يتغير شيء؛ أرسل /why مع رقمها لتعرف المزيد:
    [two] ⚠ عمليتا دفع في الدفاتر ليستا في قائمة { $provider }. لم يتغير شيء؛ أرسل /why مع الرقم لتعرف المزيد:
    [few] ⚠ { NUMBER($count) } عمليات دفع في الدفاتر ليست في قائمة { $provider }. لم يتغير شيء؛ أرسل /why مع الرقم لتعرف المزيد:
   *[other] ⚠ { NUMBER($count) } عملية دفع في الدفاتر ليست في قائمة { $provider }. لم يتغير شيء؛ أرسل /why مع الرقم لتعرف المزيد:
}
reconcile-unlisted-item = { DATETIME($at, dateStyle: "medium") } · { $price } · <code>{ $charge }</code>
reconcile-unlisted-more = … وغيرها: { NUMBER($count) }
reconcile-failed =
    <b>{ $provider }</b>
    انقطع التحقق: لم يُجب { $provider } كما ينبغي. ما وُجد حتى ذلك الحين دُوّن في الدفاتر، وستُعاد المحاولة تلقائيًا بعد بضع دقائق.

forget-ask =
    <b>هل أنساك؟</b>

    نحذف اسمك ولغتك وكل ما نعرفه عنك، وننهي جلساتك في التطبيق، ونفصل كل جهاز أضفته. أما ما دفعته وما اشتريته به فيبقى في الدفاتر تحت رقمك في تيليجرام كما تقتضي المحاسبة، وما لديك يبقى مفتوحًا حتى نهايته.
forget-renews = وقبل كل شيء، لن يتجدد هذا بعد الآن:
forget-renews-item = • <b>{ $title }</b>، يُدفع { $way }
forget-anew = لا يمكن التراجع عن ذلك. وإن كتبت إليّ لاحقًا فسنتعارف من جديد.
forget-hint = لنسيان شخص آخر أرسل <code>/forget</code> ومعه معرّفه في تيليجرام أو <code>@name</code>.
forget-button = انسَني
forget-keep-button = إبقاء كل شيء
forget-kept = حسنًا، لم يُحذف شيء.
forget-begun = الحذف جارٍ. سأكتب إليك فور أن أنساك.
forget-begun-renewals = { $count ->
    [one] العمل جارٍ: يُوقف التجديد أولًا، ثم أنساك. وسأكتب إليك حين يتم ذلك.
    [two] العمل جارٍ: يُوقف التجديدان أولًا، ثم أنساك. وسأكتب إليك حين يتم ذلك.
    [few] العمل جارٍ: تُوقف { NUMBER($count) } تجديدات أولًا، ثم أنساك. وسأكتب إليك حين يتم ذلك.
   *[other] العمل جارٍ: يُوقف { NUMBER($count) } تجديدًا أولًا، ثم أنساك. وسأكتب إليك حين يتم ذلك.
}
forget-them-ask = <b>هل يُنسى هذا الشخص؟</b>
forget-them-what = يُحذف اسمه ولغته وكل ما هو معروف عنه، وتنتهي جلساته في التطبيق، ويُفصل كل جهاز أضافه. وتبقى المدفوعات وما أُعيد منها وما فُتح بها في الدفاتر تحت الرقم وحده. لا يمكن التراجع عن ذلك.
forget-them-button = نسيان { $person }
forget-them-begun = يجري نسيان <code>{ $person }</code>، وستصله رسالة بذلك إن كانت الرسائل تصله. تجديدات تُوقف أولًا: { NUMBER($count) }
forget-unknown = لا يوجد في الدفاتر شخص بالرقم <code>{ $person }</code>.
forget-several = يحمل هذا الاسم أكثر من شخص. اختر من يُنسى بمعرّفه:

find-usage = أرسل <code>/find</code> ومعرّفًا في تيليجرام أو اسم مستخدم، أو رقم عملية دفع أو طلب أو ردّ أو فاتورة أو اشتراك.
find-none = لا أحد يطابق «{ $query }».
why-usage = أرسل <code>/why</code> ومعرّفًا في تيليجرام أو اسم مستخدم، أو رقم عملية دفع أو طلب أو ردّ أو فاتورة أو اشتراك.
why-button = قصة { $name } ({ $id })

person-name = <b>{ $name }</b>
person-nameless = <b>الاسم غير معروف بعد</b>
person-username = { "" } { $username }
person-facts = المعرّف <code>{ $id }</code> · اللغة { $language } · نعرفه منذ { DATETIME($met, dateStyle: "medium") }
person-unreachable =
    لا تصل إليه الرسائل منذ { DATETIME($since, dateStyle: "medium") }{ $because ->
        [blocked] : حظر البوت
        [deactivated] : حُذف الحساب
        [never_started] : لم يفتح المحادثة قط
       *[unknown] { "" }
    }

why-access = <b>الوصول الآن</b>
why-nothing = لا شيء، ولم يكن هناك شيء قط
why-open = ● <b>{ $key }</b> مفتوح عبر { $plan }، من { DATETIME($from, dateStyle: "medium") } حتى { DATETIME($until, dateStyle: "medium", timeStyle: "short") }
why-open-forever = ● <b>{ $key }</b> مفتوح عبر { $plan } منذ { DATETIME($from, dateStyle: "medium") }، مدى الحياة
why-grace = ● <b>{ $key }</b> مفتوح ضمن فترة سماح { $plan }؛ مدفوع حتى { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
why-closed = ○ <b>{ $key }</b> مغلق؛ انتهت مدة { $plan } في { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
why-notices = الرسائل: أُرسل { NUMBER($sent) }، ولم يُرسل { NUMBER($waiting) }
why-sessions = الجلسات المفتوحة في التطبيق: { $count ->
    [0] لا شيء
   *[other] { NUMBER($count) }
}
why-devices = الأجهزة: { $count ->
    [0] لا شيء
   *[other] { NUMBER($count) }
}
why-device-seen = • { $name }، آخر ظهور { DATETIME($at, dateStyle: "long", timeStyle: "short") }
why-device-unseen = • { $name }، أُضيف في { DATETIME($at, dateStyle: "long") }، ولم يُستخدم بعد
why-devices-more = … وغيرها: { NUMBER($count) }
why-devices-revoked = الأجهزة الملغاة: { NUMBER($count) }
why-payment = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> دفعة: { $price } مقابل { $plan }
why-charge = عملية الدفع <code>{ $charge }</code>
why-invoice = الفاتورة <code>{ $invoice }</code>
why-ids = في دفاترنا <code>{ $payment }</code>، الطلب <code>{ $order }</code>
why-quarantined = محتجزة: { $reason }
why-refund-pending = ↩ طُلب ردّ { $price } في { DATETIME($asked, dateStyle: "medium", timeStyle: "short") }، الطالب: { $by }، السبب: { $reason }. لا جواب بعد. <code>{ $id }</code>
why-refund-done = ↩ رُدّ { $price } في { DATETIME($at, dateStyle: "medium", timeStyle: "short") }، الطالب: { $by }، السبب: { $reason }. <code>{ $id }</code>
why-refund-failed = ↩ رُفض ردّ { $price } في { DATETIME($at, dateStyle: "medium", timeStyle: "short") }، الطالب: { $by }، السبب: { $reason }. الجواب: { $detail }. <code>{ $id }</code>
why-refund-came-back = ↪ عاد المبلغ إلينا في { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: لم يقبله المصرف
why-dispute = ⚖ اعتُرض على { $price } في { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: { $reason }؛ والحالة الآن { $status }. <code>{ $id }</code>
why-subscription =
    <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> اشتراك { $plan }، { $price }، { $way }
    { $status } <code>{ $id }</code>
why-subscription-brief = <b>{ DATETIME($at, dateStyle: "medium") }</b> اشتراك { $plan }: { $status }
why-period = ← مدته الحالية: من { DATETIME($from, dateStyle: "medium", timeStyle: "short") } حتى { DATETIME($until, dateStyle: "medium", timeStyle: "short") }
why-renews = ← يتجدد تلقائيًا
why-cancels = ← أُلغي، وينتهي في { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
why-over = ← انتهى في { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
why-owes = ← عليه دفعة مستحقة
why-renewal-canceled = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> تيليجرام: أوقف الشخص التجديد <code>{ $id }</code>
why-renewal-active = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> تيليجرام: أعاد الشخص تشغيل التجديد <code>{ $id }</code>
why-renewal-failed = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> تيليجرام: لم تصل دفعة التجديد <code>{ $id }</code>
why-renewal-stop = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> طُلب إيقاف التجديد، بواسطة { $by }: { $reason } <code>{ $id }</code>
why-renewal-allow = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> طُلب السماح بالتجديد من جديد، بواسطة { $by } <code>{ $id }</code>
why-renewal-waiting = ← لا جواب بعد
why-renewal-done = ← تم في { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
why-renewal-refused = ← رُفض في { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: { $detail }
why-unpaid-invoice = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> فاتورة بمبلغ { $price }: { $status } <code>{ $id }</code>
why-told = ✉ أُبلغ «{ $kind }» في { DATETIME($at, dateStyle: "medium", timeStyle: "short") } <code>{ $id }</code>
why-untold = ✉ ينتظر الإبلاغ «{ $kind }» منذ { DATETIME($at, dateStyle: "medium", timeStyle: "short") } <code>{ $id }</code>
why-grant = ← منحت { $plan } من { DATETIME($from, dateStyle: "medium") } حتى { DATETIME($until, dateStyle: "medium", timeStyle: "short") } <code>{ $id }</code>
why-grant-void = ← منحت { $plan } ولم يبق شيء <code>{ $id }</code>
why-grant-forever = ← منحت { $plan } من { DATETIME($from, dateStyle: "medium") } مدى الحياة <code>{ $id }</code>
why-gift = <b>{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }</b> منح يدوي بواسطة <code>{ $by }</code>، السبب: { $reason }
why-revoked = ← انتهت في { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: { $reason }
why-taken = ← سُحبت في { DATETIME($at, dateStyle: "medium", timeStyle: "short") } بواسطة <code>{ $by }</code>، السبب: { $reason }
why-brief = <b>{ DATETIME($at, dateStyle: "medium") }</b> { $price } مقابل { $plan }
why-brief-gift = <b>{ DATETIME($at, dateStyle: "medium") }</b> { $plan } يدويًا
why-brief-id = المنحة <code>{ $id }</code>
why-brief-until = ← حتى { DATETIME($until, dateStyle: "medium") }
why-brief-forever = ← مدى الحياة
why-brief-ended = ← انتهت في { DATETIME($at, dateStyle: "medium") }
why-brief-held = · محتجزة
why-brief-returning = ↩ في طريق العودة
why-brief-refunded = ↩ أُعيدت
why-brief-part = ↩ أُعيد جزء منها
why-brief-disputed = ⚖ معترَض عليها
why-earlier = { $count ->
    [one] … وحدث سابق واحد
    [two] … وحدثان سابقان
    [few] … و{ NUMBER($count) } أحداث سابقة
    [many] … و{ NUMBER($count) } حدثًا سابقًا
   *[other] … و{ NUMBER($count) } حدث سابق
}

## ما تُخبَر به الخدمات الأخرى

webhooks = <b>ما تُخبَر به الخدمات الأخرى</b>
webhooks-none = لا تُخبَر أي خدمة أخرى بشيء. تُكتب عناوينها في <code>OUTGOING_WEBHOOK_URLS</code> وتُقرأ عند التشغيل، والطريقة مشروحة في <code>docs/services.md</code>.
webhooks-endpoint = <code>{ $url }</code>
webhooks-well = ✓ وصل كل شيء، وآخره في { DATETIME($at, dateStyle: "long", timeStyle: "short") }
webhooks-quiet = لم يحدث بعد ما ينبغي إخبارها به.
webhooks-waiting = … في الانتظار: { NUMBER($count) }، منذ { DATETIME($since, dateStyle: "long", timeStyle: "short") }. يُعاد إرسالها تلقائيًا.
webhooks-given-up = ⚠ توقفت المحاولة بعد ثلاثة أيام: { NUMBER($count) }
webhooks-last = آخر ما وصل في { DATETIME($at, dateStyle: "long", timeStyle: "short") }
webhooks-never = لم يصل شيء بعد.
webhooks-earlier = … وما قبلها
webhooks-usage = أرسل <code>/webhooks</code> ومعه معرّف في تيليجرام أو <code>@name</code> أو رقم حدث، لترى ما أُخبر به عنه.
webhooks-how = الزر ↻ يعيد إرسال ذلك الحدث بالرقم نفسه.
webhooks-unknown = لا يوجد حدث أو إرسال كهذا، ولا أحد يطابق «{ $query }».
webhooks-several = يحمل هذا الاسم أكثر من شخص. اسأل عن واحد منهم بمعرّفه:
webhooks-nothing = لم يُخبَر أحد بشيء عنه.
webhooks-resend-button = إعادة إرسال ما لم يصل: { $place }
delivery = <b>{ DATETIME($at, dateStyle: "long", timeStyle: "short") }</b> · { $type }
delivery-numbered = <b>{ NUMBER($number) } · { DATETIME($at, dateStyle: "long", timeStyle: "short") }</b> · { $type }
delivery-whom = عن <code>{ $person }</code>، إلى <code>{ $url }</code>
delivery-new = … لم يُرسل بعد
delivery-waiting = { $count ->
    [one] … محاولة واحدة، في { DATETIME($at, dateStyle: "long", timeStyle: "short") }: { $answer }. يُعاد الإرسال تلقائيًا.
    [two] … محاولتان، آخرهما في { DATETIME($at, dateStyle: "long", timeStyle: "short") }: { $answer }. يُعاد الإرسال تلقائيًا.
    [few] … { NUMBER($count) } محاولات، آخرها في { DATETIME($at, dateStyle: "long", timeStyle: "short") }: { $answer }. يُعاد الإرسال تلقائيًا.
   *[other] … { NUMBER($count) } محاولة، آخرها في { DATETIME($at, dateStyle: "long", timeStyle: "short") }: { $answer }. يُعاد الإرسال تلقائيًا.
}
delivery-taken = ✓ وصل في { DATETIME($at, dateStyle: "long", timeStyle: "short") }: { $answer }
delivery-refused-again = ✓ وصل في { DATETIME($delivered, dateStyle: "long", timeStyle: "short") }، وأُعيد إرساله في { DATETIME($at, dateStyle: "long", timeStyle: "short") } ولم يُقبل: { $answer }
delivery-given-up = { $count ->
    [one] ⚠ توقفت المحاولة بعد مرة واحدة: { $answer }
    [two] ⚠ توقفت المحاولة بعد مرتين: { $answer }
    [few] ⚠ توقفت المحاولة بعد { NUMBER($count) } مرات: { $answer }
   *[other] ⚠ توقفت المحاولة بعد { NUMBER($count) } مرة: { $answer }
}
delivery-dropped = ⚠ لم يُرسل: لم يعد هذا العنوان يُخبَر بشيء
delivery-event = الحدث <code>{ $event }</code>
delivery-again-button = ↻ { NUMBER($number) }
resend-begun = { $count ->
    [one] يُعاد إرسال حدث واحد…
    [two] يُعاد إرسال حدثين…
    [few] يُعاد إرسال { NUMBER($count) } أحداث…
    [many] يُعاد إرسال { NUMBER($count) } حدثًا…
   *[other] يُعاد إرسال { NUMBER($count) } حدث…
}
resend-nothing = لا يوجد هناك ما يُعاد إرساله.
news-webhook-given-up =
    <b>خدمة أخرى لا تستقبل ما تُخبَر به</b>
    <code>{ $url }</code>
    الجواب الأخير: { $detail }

    جرت محاولة إيصال شيء إليها ثلاثة أيام وتوقفت الآن. لم يضع شيء: حين تعود الخدمة إلى العمل يعيد الزر إرسال ذلك كله. أما الأحدث فما زال يُرسل تلقائيًا. يبيّن /webhooks كيف تسير الأمور.

## التطبيق المصغّر

app-places = الشاشات الرئيسية
app-home = الرئيسية
app-plans = الباقات
app-billing = المدفوعات
app-settings = الإعدادات
app-back = رجوع
app-close = إغلاق
app-cancel = إلغاء
app-done = تم
app-retry = حاول مجددًا
app-loading = جارٍ التحميل…
app-offline = لا يوجد اتصال بالإنترنت. قد يكون ما تراه قديمًا.
app-not-loaded = تعذّر تحميل التطبيق. أغلقه ثم افتحه مرة أخرى.

app-outside = افتح التطبيق في تيليجرام
app-outside-text = يتعرّف عليك هذا التطبيق عبر تيليجرام، لذلك لا يعمل إلا داخله.
app-outside-open = افتح البوت
app-old = افتحه من جديد
app-old-text = حفاظًا على أمانك، يلزم فتح التطبيق من جديد بعد مدة طويلة. أغلقه ثم افتحه من المحادثة.
app-ended = تم تسجيل خروجك
app-ended-text = للدخول، أغلق التطبيق ثم افتحه من المحادثة.
app-refused = تعذّر تسجيل دخولك
app-refused-text = لم يؤكد تيليجرام هذه الزيارة. أغلق التطبيق ثم افتحه من المحادثة.
app-failed-offline = لا يوجد اتصال
app-failed-offline-text = تحقق من اتصالك ثم حاول مجددًا.
app-failed-many = مهلًا، هذا أسرع من اللازم
app-failed-many-text = انتظر دقيقة ثم حاول مجددًا.
app-failed-server = حدث خطأ من جهتنا
app-failed-server-text = حاول مجددًا بعد دقيقة. ما لديك يبقى لك.

app-home-title = ما لديك
app-hello = مرحبًا { $name }
app-free = مجاني
app-free-text = ليست لديك باقة حاليًا، ولن يُخصم منك شيء.
app-free-from = ابتداءً من { $price }
app-see-plans = عرض الباقات
app-see-mine = عرض ما لديك
app-see-payments = عرض مدفوعاتك
app-pass-now = نشط
app-pass-soon = على وشك الانتهاء
app-pass-grace = بانتظار التجديد
app-pass-later = البدء لاحقًا
app-pass-ended = انتهت المدة
app-pass-refunded = رُدّ المبلغ
app-until = حتى { $day }
app-forever = لك مدى الحياة
app-starts = تاريخ البدء: { $day }
app-grace = الثمن مدفوع حتى { $day }
app-ended-on = انتهت المدة في { $day }
app-refunded-on = رُدّ المبلغ في { $day }
app-left-rest = { $left } · دون تجديد تلقائي
app-forever-rest = لا شيء عليك فعله.
app-later-rest = حتى { $day } · دون تجديد تلقائي
app-grace-rest = يبقى الوصول مفتوحًا بضعة أيام ريثما يصل التجديد.
app-ended-rest = لم يُخصم منك شيء منذ ذلك الحين.
app-went-back = عاد إليك: { $price }
app-extend = تمديد
app-again = شراء مجددًا
app-earlier = سابقًا
app-renews-on = التجديد في { $day }
app-renews = تجديد تلقائي
app-renews-text = لا شيء عليك شراؤه: يستمر الوصول حتى تلغي التجديد.
app-renews-rest = ثم { $price } · يمكنك الإلغاء في أي وقت
app-renews-free = يمكنك الإلغاء في أي وقت
app-manage = إدارة الاشتراك
app-due = لم يُدفع ثمن التجديد بعد
app-due-grace = يبقى «{ $title }» مفتوحًا حتى { $day }. ادفع قبل ذلك ليستمر.
app-due-stars = يبقى «{ $title }» مفتوحًا حتى { $day }. اشحن رصيدك إلى { $price } قبل ذلك ليستمر.
app-due-stars-beside = اشحن رصيدك إلى { $price } ليستمر «{ $title }».
app-due-text = ادفع ليستمر «{ $title }».
app-due-confirm = بقيت خطوة واحدة
app-due-confirm-text = يطلب منك مصرفك تأكيد الدفع مقابل «{ $title }».
app-due-confirm-plain = يطلب منك مصرفك تأكيد الدفع.
app-pay-now = ادفع الآن

app-plans-title = الباقات
app-plans-how-once = تدفع بالنجوم مرة واحدة، ولا شيء يتجدد من تلقاء نفسه.
app-plans-how-stars = تدفع بالنجوم. لا يتجدد تلقائيًا إلا ما كُتب عليه ذلك.
app-plans-how-both = تدفع بالنجوم أو بالبطاقة. لا يتجدد تلقائيًا إلا ما كُتب عليه ذلك.
app-plans-how-card = تدفع بالبطاقة. لا يتجدد تلقائيًا إلا ما كُتب عليه ذلك.
app-plans-none = لا شيء معروض للبيع الآن
app-plans-none-text = ما لديك يبقى لك.
app-plan = الباقة
app-features-more = { $count ->
    [one] وميزة أخرى
    [two] وميزتان أخريان
    [few] و{ NUMBER($count) } ميزات أخرى
    [many] و{ NUMBER($count) } ميزة أخرى
   *[other] و{ NUMBER($count) } ميزة أخرى
}
app-term-once = المدة: { $term } · دون تجديد تلقائي
app-term-forever = دفعة واحدة، مدى الحياة
app-yours-until = لك حتى { $day }
app-yours-from = لك ابتداءً من { $day }
app-yours-forever = لك مدى الحياة
app-owned-text = لا حاجة إلى شراء المزيد.
app-stacks = عند الشراء مجددًا تبدأ المدة الجديدة ({ $term }) بعد انتهاء الحالية، فلا تخسر شيئًا.
app-stacks-stars = عند الشراء مجددًا بالنجوم تبدأ المدة الجديدة ({ $term }) بعد انتهاء الحالية، فلا تخسر شيئًا.
app-stacks-card = عند الشراء مجددًا بالبطاقة تبدأ المدة الجديدة ({ $term }) بعد انتهاء الحالية، فلا تخسر شيئًا.
app-ending-text = التجديد متوقف. لا يكلّفك تشغيله من جديد شيئًا اليوم.
app-overlaps = بالبطاقة هو اشتراك يتجدد: يبدأ ويُخصم ثمنه فورًا، فتدفع عن الأيام نفسها مرتين حتى { $day }.
app-overlaps-stars = بالنجوم هو اشتراك يتجدد: يبدأ ويُخصم ثمنه فورًا، فتدفع عن الأيام نفسها مرتين حتى { $day }.
app-overlaps-plain = هو اشتراك يتجدد: يبدأ ويُخصم ثمنه فورًا، فتدفع عن الأيام نفسها مرتين حتى { $day }.
app-stacks-forever = بعد الشراء لن تنتهي المدة أبدًا.
app-not-here = لا يمكن شراء هذه الباقة هنا.
app-retired = لم تعد تُباع
app-retired-text = هذه الباقة لم تعد تُباع. هذه هي المتاحة:
app-retired-held = هذه الباقة لم تعد تُباع، وما لديك منها يبقى لك. المعروض الآن:
app-buy = شراء مقابل { $price }
app-subscribe = اشترك مقابل { $price }
app-buy-card = الدفع بالبطاقة: { $price }
app-by-card = بالبطاقة
app-or-card = أو { $price } بالبطاقة
app-or-card-renews = أو { $price } { $per } بالبطاقة، بتجديد تلقائي
app-per-renews = { $per }، بتجديد تلقائي
app-per-until = { $per }، بتجديد تلقائي حتى الإلغاء
app-per-day = يوميًا
app-per-week = أسبوعيًا
app-per-month = شهريًا
app-per-year = سنويًا
app-per-term = كل { $term }

app-ordering = جارٍ إعداد فاتورتك…
app-ordering-card = جارٍ فتح صفحة الدفع…
app-paying = بانتظار الدفع
app-paying-text = الفاتورة مفتوحة في تيليجرام.
app-checking = جارٍ التحقق من دفعتك
app-checking-text = ننتظر وصولها إلينا. يستغرق هذا عادةً بضع ثوانٍ.
app-checking-slow = قد يستغرق هذا دقيقة. لن يضيع شيء: يمكنك إغلاق التطبيق، وستجدها هنا عند عودتك.
app-checking-odd = يستغرق هذا وقتًا أطول من المعتاد. لن يضيع شيء: إن وصلت الدفعة لاحقًا فستُحتسب، وستراها هنا.
app-paid = شكرًا لك!
app-paid-text = { $title } لك الآن.
app-paid-until = { $title } لك حتى { $day }
app-paid-renews = { $title } لك الآن، ويتجدد تلقائيًا في { $day }
app-paid-forever = { $title } لك مدى الحياة.
app-held = دفعتك في أمان لدينا
app-held-text = لم نتمكن من ربطها بـ«{ $title }» ونحن نبحث في الأمر. ليس عليك فعل شيء.
app-refunded = عادت دفعتك إليك
app-refunded-text = عاد إلى رصيدك ما دفعته مقابل «{ $title }».
app-dropped-cancelled = أغلقت الفاتورة
app-dropped-failed = لم تتم عملية الدفع
app-dropped-expired = انتهت صلاحية الفاتورة
app-nothing-charged = لم يُخصم شيء.
app-not-paid = لم تصلنا أي دفعة. إن خُصمت النجوم من رصيدك فستظهر هنا بعد لحظات.
app-unsupported = يتطلب الدفع هنا إصدارًا أحدث من تيليجرام
app-unsupported-text = حدّث تيليجرام، أو اشترِ في المحادثة.
app-open-chat = الشراء في المحادثة
app-many = طلبت فواتير كثيرة
app-many-wait = { $seconds ->
    [one] يمكنك المتابعة بعد ثانية واحدة.
    [two] يمكنك المتابعة بعد ثانيتين.
    [few] يمكنك المتابعة بعد { NUMBER($seconds) } ثوانٍ.
    [many] يمكنك المتابعة بعد { NUMBER($seconds) } ثانية.
   *[other] يمكنك المتابعة بعد { NUMBER($seconds) } ثانية.
}
app-go-on = متابعة
app-get-help = طلب المساعدة
app-stop-waiting = التوقف عن الانتظار
app-away = أكمل الدفع في المتصفح
app-away-text = صفحة الدفع مفتوحة هناك. عُد إلى هنا حين تنتهي، وسنرى الدفعة.
app-away-tap = ستُفتح صفحة الدفع هناك. عُد إلى هنا حين تنتهي، وسنرى الدفعة.
app-away-none = لم تصلنا أي دفعة بعد
app-away-none-text = إن كنت قد دفعت فستظهر هنا بعد لحظات. وإلا فلم يُخصم شيء.
app-away-page = فتح صفحة الدفع
app-page-expired = انتهت صلاحية صفحة الدفع
app-page-closed = أُغلقت صفحة الدفع
app-page-over = لم تصلنا أي دفعة. إن كنت قد دفعت فستظهر هنا تلقائيًا.
app-paid-already = لقد دفعت مقابل هذا من قبل
app-paid-already-text = الدفعة في طريقها إلينا وستظهر هنا بعد لحظات.
app-subscribed = أنت مشترك في هذا بالفعل
app-parallel = لديك اشتراك بالفعل
app-parallel-text = يتجدد «{ $title }» في { $day } مقابل { $price }. إن تابعت فستدفع مقابل الاشتراكين معًا.
app-parallel-late = لم تصل بعد دفعة «{ $title }»: { $price }. إن تابعت فستدفع مقابل الاشتراكين معًا.
app-parallel-plain = يتجدد اشتراكك تلقائيًا. إن تابعت فستدفع مقابل الاشتراكين معًا.
app-parallel-go = الدفع مقابل الاثنين

app-billing-title = المدفوعات
app-billing-none = لا مدفوعات بعد
app-billing-none-text = عندما تشتري شيئًا ستجد إيصاله هنا.
app-upgrade = ترقية الباقة
app-portal = إدارة الدفع
app-cancel-renewal = إلغاء التجديد
app-stop-sure = هل تلغي التجديد؟
app-stop-text = يبقى «{ $title }» لك حتى { $day } ثم ينتهي، ولن يُخصم شيء بعد ذلك.
app-stop-late = انقضت المدة المدفوعة، لذلك ينتهي الوصول فورًا، ولن يُخصم شيء بعد ذلك.
app-stop-kept = ما لديك غير ذلك يبقي «{ $title }» مفتوحًا حتى { $day }، ولن يُخصم شيء بعد ذلك.
app-stop-open = لن يُخصم شيء بعد ذلك، وما لديك غير ذلك من «{ $title }» يبقى لك.
app-stop-keep = إبقاؤه كما هو
app-stopped = أُلغي التجديد.
app-resume = تشغيل التجديد من جديد
app-resume-how = ليتجدد من جديد شغّل التجديد في تيليجرام: الإعدادات › نجومي.
app-link-open = فتح الصفحة
app-nothing-to-change = لم يعد هناك ما يمكن تغييره.
app-nothing-changed = لم يتغير شيء.
app-mine-paid = المدفوع: { $price }
app-mine-per = { $price } { $per }
app-mine-ended = «{ $title }»: انتهت المدة في { $day }
app-mine-ends = حتى { $day } دون تجديد تلقائي
app-mine-trial = فترة تجريبية حتى { $day } ثم يبدأ التجديد
app-mine-grace = الوصول مفتوح حتى { $day } ريثما تصل الدفعة
app-sub-ending = دون تجديد
app-sub-trial = فترة تجريبية
app-sub-past-due = تأخر الدفع
app-sub-unpaid = لم يُدفع
app-sub-paused = متوقف مؤقتًا
app-sub-incomplete = لم يكتمل الدفع
app-sub-expired = لم يكتمل الدفع في وقته
app-beside = أنت تدفع مقابل اشتراك آخر أيضًا
app-beside-text = يتجدد «{ $title }» في { $day } مقابل { $price }. كلا الاشتراكين يكلّفك مالًا.
app-beside-late = لم تصل بعد دفعة «{ $title }»: { $price }. كلا الاشتراكين يكلّفك مالًا.
app-beside-plain = يتجدد تلقائيًا، وكلا الاشتراكين يكلّفك مالًا.
app-beside-cancel = إلغاء هذا الاشتراك
app-month = { DATETIME($at, month: "long", year: "numeric") }
app-more = عرض الأقدم
app-status-paid = تم الدفع
app-status-past-due = تأخر الدفع
app-status-open = بانتظار الدفع
app-status-draft = قيد الإعداد
app-status-canceled = تم الإلغاء
app-status-refunded = تم ردّ المبلغ
app-receipt = إيصال
app-receipt-what = مقابل
app-receipt-when = تاريخ الدفع
app-receipt-made = تاريخ الإصدار
app-receipt-refunded = تاريخ الردّ
app-receipt-id = رقم عملية الدفع
app-receipt-page = فتح الفاتورة
app-receipt-pay = دفع الفاتورة
app-receipt-pdf = تنزيل بصيغة PDF
app-receipt-help = هل هناك خطأ؟ اطلب المساعدة
app-receipt-help-text = أبقِ رقم العملية في متناولك، فسنسألك عنه.
app-receipt-none = لم نجد هذا الإيصال
app-copy = نسخ
app-copied = تم النسخ
app-marked = حُدِّد النص: انسخه من هنا

app-language = اللغة
app-language-telegram = مثل تيليجرام
app-about = المساعدة والشروط
app-support = الدعم
app-paysupport = المساعدة في عملية دفع
app-terms = شروط البيع
app-privacy = الخصوصية
app-signed-in = الجلسات النشطة
app-signed-in-text = { $count ->
    [one] التطبيق مفتوح في جلسة واحدة.
    [two] التطبيق مفتوح في جلستين.
    [few] التطبيق مفتوح في { NUMBER($count) } جلسات.
    [many] التطبيق مفتوح في { NUMBER($count) } جلسة.
   *[other] التطبيق مفتوح في { NUMBER($count) } جلسة.
}
app-session-here = هذه الجلسة
app-session-other = جلسة أخرى
app-session-since = منذ { $at }
app-session-seen = آخر نشاط { $at }
app-sign-out = تسجيل الخروج من كل مكان
app-sign-out-sure = تسجيل الخروج من كل مكان؟
app-sign-out-text = سيُغلق التطبيق في كل مكان هو مفتوح فيه، وهنا أيضًا. وما اشتريته يبقى لك.

app-devices = الأجهزة
app-devices-count = المستخدَم: { NUMBER($count) } من { NUMBER($most) }
app-devices-none = لا أجهزة بعد
app-devices-none-text = أضف جهازًا لتستفيد مما لديك هناك أيضًا: على حاسوب آخر، أو في تطبيق، أو في برنامج نصّي.
app-devices-full = لا مكان لجهاز آخر
app-devices-most = { $most ->
    [0] لا يمكنك إضافة أجهزة بعد.
    [one] يمكنك استخدام جهاز واحد.
    [two] يمكنك استخدام جهازين.
    [few] يمكنك استخدام { NUMBER($most) } أجهزة.
    [many] يمكنك استخدام { NUMBER($most) } جهازًا.
   *[other] يمكنك استخدام { NUMBER($most) } جهاز.
}
app-devices-over = وما لديك منها يواصل العمل.
app-devices-larger = { $count ->
    [one] ومع «{ $title }» يمكنك استخدام جهاز واحد.
    [two] ومع «{ $title }» يمكنك استخدام جهازين.
    [few] ومع «{ $title }» يمكنك استخدام { NUMBER($count) } أجهزة.
    [many] ومع «{ $title }» يمكنك استخدام { NUMBER($count) } جهازًا.
   *[other] ومع «{ $title }» يمكنك استخدام { NUMBER($count) } جهاز.
}
app-devices-room = ولتوفير مكان أزِل ما لم تعد تستخدمه.
app-device-add = إضافة جهاز
app-device-go = إضافة
app-device-name = الاسم
app-device-plain = جهازي
app-device-taken = لديك جهاز بهذا الاسم.
app-device-bad = اكتب من حرف واحد إلى { NUMBER($most) } حرفًا عاديًا.
app-device-lost = أُضيف الجهاز، لكن رمزه السري لم يصل إليك. أزله ثم أضفه من جديد.
app-device-gone = أُزيل هذا الجهاز.
app-device-unused = لم يُستخدم بعد
app-device-used = آخر استخدام { $at }
app-device-since = أُضيف في { $day }
app-device-rename = إعادة التسمية
app-device-save = حفظ
app-device-renamed = صار اسمه { $name }.
app-device-remove = إزالة
app-device-remove-sure = هل تريد إزالة { $name }؟
app-device-remove-text = سيفقد وصوله فورًا. ويمكنك إضافته من جديد، لكن برمز سري آخر.
app-device-removed = أُزيل { $name }.
app-secret = الرمز السري لـ { $name }
app-secret-text = ألصقه على الجهاز الآن. لن تراه مرة أخرى، فنحن لا نحتفظ به. ومن يملكه يستخدم وصولك، فلا تعطه لأحد.
app-secret-saved = حفظته

## الصفحة التي يعيد إليها Stripe، في متصفح خارج تيليجرام. وهي لا تعرف ما آل إليه المال.

return-paid-title = شكرًا لك
return-paid-text = يمكنك العودة الآن إلى تيليجرام. ما إن تصل الدفعة حتى أكتب إليك ويُفتح وصولك.
return-canceled-title = العودة إلى المتجر
return-canceled-text = غادرت صفحة الدفع. إن لم تدفع فلن يُخصم أي مبلغ. ما زال المتجر مفتوحًا في تيليجرام.
return-portal-title = تم
return-portal-text = سيظهر ما غيّرته في تيليجرام بعد لحظات.
return-button = العودة إلى تيليجرام
