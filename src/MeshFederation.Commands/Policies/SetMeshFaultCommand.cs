using System.Management.Automation;
using MeshFederation.Commands.Completion;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>Sets faults that callers of a service make by themselves; gives a changed copy.</summary>
[Cmdlet(VerbsCommon.Set, "MeshFault", HelpUri = HelpLink.Base + "Set-MeshFault.md")]
[OutputType(typeof(MeshService))]
public sealed class SetMeshFaultCommand : RoutePolicyCommand
{
    /// <summary>How long requests are held up: <c>2s</c>, <c>500ms</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Delay { get; set; }

    /// <summary>The part of the requests that is held up: <c>50%</c>; all by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? DelayPercent { get; set; }

    /// <summary>The answer in the place of the service's: a status of HTTP, or of gRPC as <c>UNAVAILABLE</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AbortStatusCompleter))]
    public string? Abort { get; set; }

    /// <summary>The part of the requests that is answered so: <c>50%</c>; all by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? AbortPercent { get; set; }

    /// <inheritdoc />
    private protected override PolicyKind Kind => PolicyKinds.Of("fault");
}
