"""The agencies a newsroom of the region meets, with their spellings in Latin and Arabic script. All can be edited."""

from django.db import migrations

AGENCIES = {
    "AFP": ["Agence France-Presse", "Agence France Presse", "أ ف ب", "فرانس برس", "وكالة فرانس برس", "فرانس پرێس"],
    "AP": ["Associated Press", "The Associated Press", "AP Photo", "أ ب", "أسوشيتد برس", "ئاسۆشیەیتد پرێس"],
    "Reuters": ["Thomson Reuters", "رويترز", "وكالة رويترز", "رۆیتەرز"],
    "dpa": ["Deutsche Presse-Agentur", "dpa picture alliance", "د ب أ"],
    "EPA": ["European Pressphoto Agency", "EPA-EFE", "epa/efe"],
    "EFE": ["Agencia EFE", "إفي"],
    "ANSA": ["Agenzia ANSA", "أنسا"],
    "Getty Images": ["Getty", "غيتي", "غيتي إيميجز"],
    "Xinhua": ["Xinhua News Agency", "شينخوا"],
    "TASS": ["ITAR-TASS", "تاس"],
    "Kyodo": ["Kyodo News"],
    "PA": ["PA Media", "Press Association"],
    "Anadolu": ["Anadolu Agency", "Anadolu Ajansı", "AA", "الأناضول", "وكالة الأناضول", "ئەنادۆڵو"],
    "IHA": ["İhlas Haber Ajansı", "İHA"],
    "DHA": ["Demirören Haber Ajansı"],
    "SANA": ["Syrian Arab News Agency", "سانا", "وكالة سانا"],
    "INA": ["Iraqi News Agency", "واع", "وكالة الأنباء العراقية"],
    "IRNA": ["Islamic Republic News Agency", "إرنا", "ایرنا"],
    "NNA": ["National News Agency", "الوكالة الوطنية للإعلام"],
    "Petra": ["Jordan News Agency", "بترا"],
    "WAFA": ["وفا", "وكالة وفا"],
    "MENA": ["Middle East News Agency", "أ ش أ", "وكالة أنباء الشرق الأوسط"],
    "QNA": ["Qatar News Agency", "قنا"],
    "SPA": ["Saudi Press Agency", "واس"],
}


def add(apps, schema_editor):
    agencies = apps.get_model("photos", "PhotoAgency").objects.using(schema_editor.connection.alias)
    for name, spellings in AGENCIES.items():
        agencies.get_or_create(name=name, defaults={"spellings": spellings})


class Migration(migrations.Migration):
    dependencies = [("photos", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
