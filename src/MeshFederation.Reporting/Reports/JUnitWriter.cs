using System.Globalization;
using System.Text;
using System.Xml;

namespace MeshFederation.Reporting.Reports;

/// <summary>
/// Writes JUnit XML: a test case for each rule and object, a suite for each cluster. Errors fail; warnings and notes pass and say why in
/// their output, since JUnit knows nothing between. GitLab shows the class name as the suite, drops what repeats class and name, and shows
/// the failure's text alone (https://docs.gitlab.com/ci/testing/unit_test_reports), so the text says everything.
/// </summary>
internal sealed class JUnitWriter(MeshReport report)
{
    private static readonly XmlWriterSettings Settings =
        new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" };

    public string Write()
    {
        var suites = JUnitSuite.Of(report);
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, Settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "MeshFederation");
            Counts(xml, suites.SelectMany(suite => suite.Cases).ToList());
            foreach (var suite in suites) Suite(xml, suite);
            xml.WriteEndElement();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static void Suite(XmlWriter xml, JUnitSuite suite)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", XmlText.Clean(suite.Name));
        Counts(xml, suite.Cases);
        foreach (var test in suite.Cases) Case(xml, suite, test);
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, JUnitSuite suite, JUnitCase test)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", XmlText.Clean(test.Name));
        xml.WriteAttributeString("classname", XmlText.Clean(suite.Name));
        xml.WriteAttributeString("time", Seconds(test.Duration));
        if (test.File is not null) xml.WriteAttributeString("file", XmlText.Clean(test.File));
        if (test.Line is { } line) xml.WriteAttributeString("line", line.ToString(CultureInfo.InvariantCulture));
        switch (test.Outcome)
        {
            case JUnitOutcome.Failed:
                xml.WriteStartElement("failure");
                xml.WriteAttributeString("message", XmlText.Clean(test.Message));
                xml.WriteAttributeString("type", XmlText.Clean(test.Type));
                xml.WriteString(XmlText.Clean(test.Text));
                xml.WriteEndElement();
                break;
            case JUnitOutcome.Skipped:
                xml.WriteStartElement("skipped");
                xml.WriteAttributeString("message", XmlText.Clean(test.Message));
                xml.WriteEndElement();
                break;
            default:
                if (test.Text.Length > 0) xml.WriteElementString("system-out", XmlText.Clean(test.Text));
                break;
        }

        xml.WriteEndElement();
    }

    private static void Counts(XmlWriter xml, IReadOnlyCollection<JUnitCase> cases)
    {
        xml.WriteAttributeString("tests", cases.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString(
            "failures", cases.Count(test => test.Outcome == JUnitOutcome.Failed).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString(
            "skipped", cases.Count(test => test.Outcome == JUnitOutcome.Skipped).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("time", Seconds(cases.Aggregate(TimeSpan.Zero, (sum, test) => sum + test.Duration)));
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
