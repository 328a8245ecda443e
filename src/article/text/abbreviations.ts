const words = (list: string) => new Set(list.split(' '));

/** Abbreviations that never end a sentence: titles before names, and connectives. */
export const NEVER_END = words(
  'Mr Mrs Ms Mx Messrs Dr Prof Gen Lt Col Maj Capt Cpt Cmdr Cdr Sgt Cpl Pvt Adm Brig Rep Reps Sen Sens Gov Pres Supt Insp ' +
    'Det Rev Fr Sr Sra Srta Hon St Ste Mt Mme Mlle Hr Hrn e.g i.e eg ie vs v cf viz approx al ca appx bzw vgl evtl ggf sog z.B d.h ' +
    'u.a т.е т.к напр им ул просп гр проф акад ген полк св',
);

/** Abbreviations before a number: `No. 5`, `Fig. 3`, `Dec. 5`. */
export const BEFORE_NUMBER = words(
  'Pt No Nos Nr Fig Figs Eq Sec Art Ch Vol Op pp p vol ch fig no sec Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec рис стр табл ст',
);

/** Abbreviations that end a sentence only before a clear sentence start; so do single letters and `U.S`, `p.m`, `Ph.D`. */
export const MAY_END = words(
  'ft lb lbs oz mi yd hrs mins Inc Corp Ltd Co Bros Jr Jnr Snr Esq etc Ave Blvd Rd Ln Dept Univ Assn Gov Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec ' +
    'Mon Tue Tues Wed Thu Thurs Fri Sat Sun Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo ' +
    'Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo usw Str Jh Jhd др пр тыс млн млрд руб гг вв',
);

/** Languages that write ordinals as `5.` */
export const ORDINAL_DOT = words('de da nb nn no fi et lv cs sk sl hr sr bs hu is');

/** Words that start a sentence far more often than they continue a name. */
export const STARTERS = words(
  'The A An This That These Those There Here He She It They We You His Her Its Their Our My Your In On At By For From With Of ' +
    'To As If When While After Before Since Although Though Because However But And Or So Then Now Also Still Yet Even Both Some ' +
    'Many Most Several Few All Each Every Another Other One Two Three No Not What Who Why How Where Which During Under Over ' +
    'Between Among According Despite Moreover Meanwhile Furthermore Additionally Later Today Yesterday Once Until Unlike Instead ' +
    'Der Die Das Er Sie Es Ein Eine Im Am Auf Bei Nach Und Aber Doch Auch Dies Diese Wir Ich Le La Les Il Elle Ils Un Une Dans ' +
    'El Los Las En Un Una Pero On Он Она Оно Они Это Этот В На Но И По Как После Однако Вона Він Це Але У З',
);
