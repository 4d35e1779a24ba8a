using System.Management.Automation;
using MeshFederation.Commands.Completion;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>Sets what requests to a service ask for instead when they go on; gives a changed copy.</summary>
[Cmdlet(VerbsCommon.Set, "MeshRewrite", HelpUri = HelpLink.Base + "Set-MeshRewrite.md")]
[OutputType(typeof(MeshService))]
public sealed class SetMeshRewriteCommand : RoutePolicyCommand
{
    /// <summary>The path in the place of what the match asks for.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Path { get; set; }

    /// <summary>An RE2 expression for the part of the path that is replaced.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? PathRegex { get; set; }

    /// <summary>What takes the place of that part.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [AllowEmptyString]
    public string? Replacement { get; set; }

    /// <summary>The authority, which HTTP/1.1 calls Host.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Authority { get; set; }

    /// <inheritdoc />
    private protected override PolicyKind Kind => PolicyKinds.Of("rewrite");
}
