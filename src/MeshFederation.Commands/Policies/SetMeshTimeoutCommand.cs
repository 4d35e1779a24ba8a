using System.Management.Automation;
using MeshFederation.Commands.Completion;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>Sets how long callers of a service wait for an answer; gives a changed copy.</summary>
[Cmdlet(VerbsCommon.Set, "MeshTimeout", HelpUri = HelpLink.Base + "Set-MeshTimeout.md")]
[OutputType(typeof(MeshService))]
public sealed class SetMeshTimeoutCommand : RoutePolicyCommand
{
    /// <summary>How long, with all that is sent again: <c>5s</c>, <c>500ms</c>, <c>2m</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "How long callers wait, as in 5s, 500ms or 2m.")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string Timeout { get; set; } = "";

    /// <inheritdoc />
    private protected override PolicyKind Kind => PolicyKinds.Of("timeout");
}
