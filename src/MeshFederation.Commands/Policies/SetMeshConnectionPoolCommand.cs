using System.Management.Automation;
using MeshFederation.Commands.Completion;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>Sets how callers of a service use connections; gives a changed copy.</summary>
[Cmdlet(VerbsCommon.Set, "MeshConnectionPool", HelpUri = HelpLink.Base + "Set-MeshConnectionPool.md")]
[OutputType(typeof(MeshService))]
public sealed class SetMeshConnectionPoolCommand : DestinationPolicyCommand
{
    /// <summary>How long a caller waits for a connection, as <c>2s</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string ConnectTimeout { get; set; } = "";

    /// <summary>How many connections a caller has at most.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string MaxConnections { get; set; } = "";

    /// <summary>How old a connection becomes, as <c>10m</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string MaxConnectionDuration { get; set; } = "";

    /// <summary>After how long a connection that carries bytes ends when none come.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string TcpIdleTimeout { get; set; } = "";

    /// <summary>How long a connection is quiet before it is asked whether it lives.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string KeepaliveTime { get; set; } = "";

    /// <summary>How long lies between such questions.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string KeepaliveInterval { get; set; } = "";

    /// <summary>How many of them stay without an answer before it is taken for dead.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string KeepaliveProbes { get; set; } = "";

    /// <summary>How many requests of a caller wait for a connection at most.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string MaxPendingRequests { get; set; } = "";

    /// <summary>How many requests of a caller are under way at most.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string MaxRequests { get; set; } = "";

    /// <summary>How many requests a connection carries; 0 for as many as come.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string MaxRequestsPerConnection { get; set; } = "";

    /// <summary>How many requests of a caller are sent again at a time at most.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string MaxRetries { get; set; } = "";

    /// <summary>How many requests are under way on a connection of HTTP/2 at most.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string MaxConcurrentStreams { get; set; } = "";

    /// <summary>How often a connection of HTTP/2 is asked whether it lives.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string Http2KeepaliveInterval { get; set; } = "";

    /// <summary>How long an answer to that may take.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string Http2KeepaliveTimeout { get; set; } = "";

    /// <summary>How many requests are sent again at a time at most, in percent of those under way, as <c>20%</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string RetryBudgetPercent { get; set; } = "";

    /// <summary>How many may be sent again at a time however few are under way.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string RetryBudgetMinConcurrency { get; set; } = "";

    /// <summary>Over what time those under way are counted.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string RetryBudgetInterval { get; set; } = "";

    /// <summary>After how long a connection that carries requests ends when none come.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string IdleTimeout { get; set; } = "";

    /// <summary>Whether requests of HTTP/1.1 are carried by HTTP/2; -UpgradeToHttp2:$false for never.</summary>
    [Parameter]
    public SwitchParameter UpgradeToHttp2 { get; set; }

    /// <summary>Whether connections have the protocol of the caller's request; -UseClientProtocol:$false for never.</summary>
    [Parameter]
    public SwitchParameter UseClientProtocol { get; set; }

    /// <inheritdoc />
    private protected override PolicyKind Kind => PolicyKinds.Of("connectionPool");
}
