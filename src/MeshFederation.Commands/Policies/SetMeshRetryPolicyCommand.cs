using System.Management.Automation;
using MeshFederation.Commands.Completion;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>Sets when requests to a service that failed are sent again; gives a changed copy.</summary>
[Cmdlet(VerbsCommon.Set, "MeshRetryPolicy", HelpUri = HelpLink.Base + "Set-MeshRetryPolicy.md")]
[OutputType(typeof(MeshService))]
public sealed class SetMeshRetryPolicyCommand : RoutePolicyCommand
{
    /// <summary>How often beside the first time; 0 for never.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "How often a request is sent again, as in 3; 0 for never.")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string Attempts { get; set; } = "";

    /// <summary>Why it is sent again: <c>gateway-error</c>, <c>connect-failure</c>, status codes.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RetryOnCompleter))]
    public string[]? RetryOn { get; set; }

    /// <summary>How long each time may take: <c>2s</c>, <c>500ms</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? PerTryTimeout { get; set; }

    /// <summary>How long to wait before it is sent again, at least.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Backoff { get; set; }

    /// <summary>Whether it is sent to endpoints of other localities, too.</summary>
    [Parameter]
    public SwitchParameter RemoteLocalities { get; set; }

    /// <summary>Whether it is sent to another endpoint than where it failed.</summary>
    [Parameter]
    public SwitchParameter IgnorePreviousHosts { get; set; }

    /// <inheritdoc />
    private protected override PolicyKind Kind => PolicyKinds.Of("retryPolicy");
}
