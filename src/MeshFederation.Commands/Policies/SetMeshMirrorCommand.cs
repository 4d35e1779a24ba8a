using System.Management.Automation;
using MeshFederation.Commands.Completion;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>Sets where copies of the requests to a service go; gives a changed copy.</summary>
[Cmdlet(VerbsCommon.Set, "MeshMirror", HelpUri = HelpLink.Base + "Set-MeshMirror.md")]
[OutputType(typeof(MeshService))]
public sealed class SetMeshMirrorCommand : RoutePolicyCommand
{
    /// <summary>The clusters and pods that get copies: <c>cluster2</c>, <c>cluster2/v3</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The cluster that gets copies, as in cluster2 or cluster2/v3.")]
    [ArgumentCompleter(typeof(FallbackCompleter))]
    public string[] To { get; set; } = [];

    /// <summary>The part of the requests of which each gets a copy: <c>50%</c>; all by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Percent { get; set; }

    /// <inheritdoc />
    private protected override PolicyKind Kind => PolicyKinds.Of("mirror");
}
