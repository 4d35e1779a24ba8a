using Markdig.Extensions.Yaml;

namespace MeshFederation.Help.Reading;

/// <summary>The front matter of a cmdlet's page.</summary>
internal sealed class PageFrontMatter
{
    private static readonly Uri NoWhere = new("about:blank");

    public PageFrontMatter(HelpDocument document)
    {
        if (document.FrontMatter is { } block)
        {
            Read(block, document.Errors);
        }
        else
        {
            document.Errors.Add(
                1,
                HelpErrorCode.FrontMatter,
                "The page must begin with front matter: --- external help file, Module Name, online version and schema ---.");
        }
    }

    public string HelpFile { get; private set; } = "";

    public string Module { get; private set; } = "";

    public Uri OnlineVersion { get; private set; } = NoWhere;

    private void Read(YamlFrontMatterBlock block, PageErrors errors)
    {
        var lines = new KeyedLines(block, errors, HelpErrorCode.FrontMatter);
        HelpFile = lines.RequiredText("external help file");
        Module = lines.RequiredText("Module Name");
        var online = lines.RequiredText("online version");
        if (Uri.TryCreate(online, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") OnlineVersion = uri;
        else if (online.Length > 0) Refuse("online version", $"'{online}' is no web address, so Get-Help -Online could not open it.");
        if (HelpFile.Length > 0 && (Path.GetFileName(HelpFile) != HelpFile || !HelpFile.EndsWith("-Help.xml", StringComparison.Ordinal)))
            Refuse("external help file", $"'{HelpFile}' must be the file name of the cmdlet's assembly, followed by -Help.xml.");
        if (lines.RequiredText("schema") is { Length: > 0 } schema && schema != "2.0.0")
            Refuse("schema", $"'{schema}' is not 2.0.0, the only schema read here.");

        void Refuse(string key, string message) => errors.Add(lines.LineOf(key), HelpErrorCode.FrontMatter, message);
    }
}
