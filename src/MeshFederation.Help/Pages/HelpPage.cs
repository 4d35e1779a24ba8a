using MeshFederation.Help.Text;

namespace MeshFederation.Help.Pages;

/// <summary>The help page of one cmdlet.</summary>
public sealed record HelpPage
{
    /// <summary>The page's file.</summary>
    public required string Path { get; init; }

    /// <summary>The cmdlet, as <c>New-MeshCluster</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The module that exports the cmdlet.</summary>
    public required string Module { get; init; }

    /// <summary>The file name that Get-Help looks for: the cmdlet's assembly and <c>-Help.xml</c>.</summary>
    public required string HelpFile { get; init; }

    /// <summary>The page on the web that <c>Get-Help -Online</c> opens.</summary>
    public required Uri OnlineVersion { get; init; }

    /// <summary>What the cmdlet does, in one paragraph.</summary>
    public required string Synopsis { get; init; }

    /// <summary>The long description.</summary>
    public required IReadOnlyList<HelpBlock> Description { get; init; }

    /// <summary>One syntax for each parameter set, in the page's order.</summary>
    public required IReadOnlyList<HelpSyntax> Syntax { get; init; }

    /// <summary>The parameters without the common ones, in the page's order.</summary>
    public required IReadOnlyList<HelpParameter> Parameters { get; init; }

    /// <summary>The examples.</summary>
    public required IReadOnlyList<HelpExample> Examples { get; init; }

    /// <summary>The types that can be piped in.</summary>
    public required IReadOnlyList<HelpType> Inputs { get; init; }

    /// <summary>The types that come out.</summary>
    public required IReadOnlyList<HelpType> Outputs { get; init; }

    /// <summary>The notes; empty when there are none.</summary>
    public required IReadOnlyList<HelpBlock> Notes { get; init; }

    /// <summary>The related links of the page, without the online version.</summary>
    public required IReadOnlyList<HelpLink> Links { get; init; }
}
