using MeshFederation.Help.Text;

namespace MeshFederation.Help.Pages;

/// <summary>An example.</summary>
/// <param name="Title">The whole title, as <c>Example 1: A cluster by its context</c>.</param>
/// <param name="Blocks">Text, code and output in the page's order.</param>
/// <param name="Line">The line in the page, from 1.</param>
public sealed record HelpExample(string Title, IReadOnlyList<HelpBlock> Blocks, int Line)
{
    /// <summary>What stands before the first PowerShell code.</summary>
    public IEnumerable<HelpBlock> Introduction => Blocks.TakeWhile(block => !IsScript(block));

    /// <summary>The first code, with the code and output that follow it directly.</summary>
    public IEnumerable<HelpCode> Code => Blocks.SkipWhile(block => !IsScript(block)).TakeWhile(block => block is HelpCode).Cast<HelpCode>();

    /// <summary>Explanations, and further code and output among them.</summary>
    public IEnumerable<HelpBlock> Remarks => Blocks.SkipWhile(block => !IsScript(block)).SkipWhile(block => block is HelpCode);

    /// <summary>All PowerShell code of the example, also the code among the remarks.</summary>
    public IEnumerable<HelpCode> Scripts => Blocks.Where(IsScript).Cast<HelpCode>();

    private static bool IsScript(HelpBlock block) => block is HelpCode { IsPowerShell: true };
}
