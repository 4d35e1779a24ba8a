using System.Globalization;
using MeshFederation.Help.Pages;
using MeshFederation.Help.Text;

namespace MeshFederation.Help.Reading;

/// <summary>Reads the EXAMPLES section.</summary>
internal sealed class ExampleReader
{
    private readonly HelpDocument _document;

    public ExampleReader(HelpDocument document) => _document = document;

    public IReadOnlyList<HelpExample> Read(HelpSection section)
    {
        if (section.Sections.Count == 0) Refuse(section.Line, "There is no example.");
        foreach (var block in section.Blocks) Refuse(block.Line + 1, "Text under EXAMPLES must stand under the heading of an example.");
        return [.. section.Sections.Select((example, index) => Example(example, index + 1))];
    }

    private HelpExample Example(HelpSection section, int number)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"Example {number}: ");
        if (!section.Title.StartsWith(prefix, StringComparison.Ordinal))
            Refuse(section.Line, $"The heading must begin with '### {prefix}' and tell what the example shows.");
        var example = new HelpExample(section.Title, _document.Blocks.Read(section.Blocks), section.Line);
        if (!example.Code.Any()) Refuse(section.Line, $"'{section.Title}' has no block of ```powershell.");
        foreach (var code in example.Scripts.Where(code => string.IsNullOrWhiteSpace(code.Text))) Refuse(code.Line, "The code is empty.");
        foreach (var code in example.Blocks.OfType<HelpCode>().Where(code => code.Language.Length == 0))
            Refuse(code.Line, "Say what the block is: ```powershell, ```Output, ```yaml.");
        return example;
    }

    private void Refuse(int line, string message) => _document.Errors.Add(line, HelpErrorCode.Example, message);
}
