"""The few words written back into public copies, so that credit and rights travel with the picture."""

from xml.sax.saxutils import escape, quoteattr

SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"{attributes}>{elements}</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def packet(photo):
    """Return the XMP of a photo's public copies: credit, creator, copyright, rights address, alt and source type.

    A protected creator is left out. Nothing else of the original's metadata is ever written: no place, no camera, no
    serial number. b"" without words.
    """
    source_type = SOURCE_TYPES + photo.digital_source_type if photo.digital_source_type else ""
    attributes = {
        "photoshop:Credit": photo.credit,
        "xmpRights:WebStatement": photo.rights_url,
        "Iptc4xmpExt:DigitalSourceType": source_type,
    }
    elements = [
        ("dc:creator", "Seq", "", photo.public_creator),
        ("dc:rights", "Alt", ' xml:lang="x-default"', photo.copyright_notice),
        ("Iptc4xmpCore:AltTextAccessibility", "Alt", ' xml:lang="x-default"', photo.alt),
    ]
    if not any(attributes.values()) and not any(text for *_, text in elements):
        return b""
    return _PACKET.format(
        attributes="".join(f"\n {name}={quoteattr(text)}" for name, text in attributes.items() if text),
        elements="".join(
            f"\n<{name}><rdf:{kind}><rdf:li{lang}>{escape(text)}</rdf:li></rdf:{kind}></{name}>"
            for name, kind, lang, text in elements
            if text
        ),
    ).encode()
