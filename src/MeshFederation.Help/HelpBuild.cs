using System.Text;
using MeshFederation.Help.About;
using MeshFederation.Help.Maml;
using MeshFederation.Help.Pages;
using MeshFederation.Help.Reading;

namespace MeshFederation.Help;

/// <summary>Makes the help files of a module of the Markdown pages in a folder.</summary>
public static class HelpBuild
{
    private const string AboutPrefix = "about_";

    /// <summary>
    /// Writes <c>*-Help.xml</c> and <c>about_*.help.txt</c>, each only when its text is another than before. With any error nothing is
    /// written.
    /// </summary>
    /// <param name="pages">The folder of the pages.</param>
    /// <param name="output">The folder for the help files, in the module its <c>en-US</c>; made when missing.</param>
    /// <returns>The errors in the order of files and lines; empty when all is well.</returns>
    public static IReadOnlyList<HelpError> Run(string pages, string output)
    {
        var (cmdlets, topics, errors) = (new List<HelpPage>(), new List<AboutTopic>(), new List<HelpError>());
        foreach (var path in Paths(pages))
        {
            try
            {
                if (Path.GetFileName(path).StartsWith(AboutPrefix, StringComparison.Ordinal)) topics.Add(AboutTopicReader.Read(path));
                else if (!ModulePage.Is(path)) cmdlets.Add(HelpPageReader.Read(path));
            }
            catch (HelpException exception)
            {
                errors.AddRange(exception.Errors);
            }
        }

        if (cmdlets.Count == 0 && errors.Count == 0)
            errors.Add(new(pages, 1, HelpErrorCode.NoPages, "The folder has no page of a cmdlet."));
        if (errors.Count == 0) Write(cmdlets, topics, output);
        return errors;
    }

    private static IEnumerable<string> Paths(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal) : [];

    private static void Write(List<HelpPage> cmdlets, List<AboutTopic> topics, string output)
    {
        Directory.CreateDirectory(output);
        foreach (var file in cmdlets.GroupBy(page => page.HelpFile, StringComparer.Ordinal))
            WriteIfChanged(Path.Combine(output, file.Key), MamlWriter.Write(file));
        foreach (var topic in topics) WriteIfChanged(Path.Combine(output, $"{topic.Name}.help.txt"), AboutTopicWriter.Write(topic));
    }

    private static void WriteIfChanged(string path, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes)) File.WriteAllBytes(path, bytes);
    }
}
