using MeshFederation.Help.Pages;
using MeshFederation.Help.Reading;

namespace MeshFederation.Module.Tests.Help;

/// <summary>The pages of docs/en-US.</summary>
internal static class HelpPages
{
    public static string Folder { get; } = Path.Combine(ModuleHost.RepositoryRoot, "docs", "en-US");

    public static IEnumerable<string> OfCmdlets => Directory.GetFiles(Folder, "*-*.md").Order(StringComparer.Ordinal);

    public static IEnumerable<string> Topics => Directory.GetFiles(Folder, "about_*.md").Order(StringComparer.Ordinal);

    public static string PathOf(string cmdlet) => Path.Combine(Folder, cmdlet + ".md");

    public static HelpPage Read(string cmdlet) => HelpPageReader.Read(PathOf(cmdlet));
}
