using System.Management.Automation;
using MeshFederation.Commands.Completion;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>Sets when callers of a service leave out an endpoint that fails; gives a changed copy.</summary>
[Cmdlet(VerbsCommon.Set, "MeshOutlierDetection", HelpUri = HelpLink.Base + "Set-MeshOutlierDetection.md")]
[OutputType(typeof(MeshService))]
public sealed class SetMeshOutlierDetectionCommand : DestinationPolicyCommand
{
    /// <summary>After how many errors in a row an endpoint is left out, answers of 500 and above among them; 0 for not by these.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string Consecutive5xxErrors { get; set; } = "";

    /// <summary>After how many connections in a row that failed or broke, or answers 502, 503 or 504; 0 for not by these.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string ConsecutiveGatewayErrors { get; set; } = "";

    /// <summary>After how many connections in a row that failed or broke, which then count as nothing else; 0 for not by these.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string ConsecutiveLocalOriginFailures { get; set; } = "";

    /// <summary>Which status codes alone are errors, as 429; without it those of 500 and above.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[] HttpErrorCode { get; set; } = [];

    /// <summary>How often endpoints are looked at, as <c>10s</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string Interval { get; set; } = "";

    /// <summary>How long an endpoint is left out the first time, as <c>30s</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string BaseEjectionTime { get; set; } = "";

    /// <summary>How many of the endpoints may be left out at a time, in percent.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string MaxEjectionPercent { get; set; } = "";

    /// <summary>Below how many sound endpoints, in percent, all are called again.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string MinHealthPercent { get; set; } = "";

    /// <inheritdoc />
    private protected override PolicyKind Kind => PolicyKinds.Of("outlierDetection");
}
