using System.Management.Automation;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Connections;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Publishing;
using MeshFederation.Commands.Reporting;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands;

/// <summary>Says what publishing a federation would change in its clusters, field by field. Writes nothing.</summary>
[Cmdlet(VerbsData.Compare, "MeshFederation", HelpUri = HelpLink.Base + "Compare-MeshFederation.md")]
[OutputType(typeof(MeshPlan))]
public sealed class CompareMeshFederationCommand : ServiceCommand, IDisposable
{
    private readonly ClusterWork _work = new();

    /// <summary>Plan to remove objects of the federation that are no longer wanted.</summary>
    [Parameter]
    public SwitchParameter Prune { get; set; }

    /// <summary>Plan to take over objects and fields of other managers where that is safe.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How many clusters are asked at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>How long all of it may take, and clusters that are away are waited for.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>A file for a report of what is said, written also when it ends with an error; its name says the format.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Report { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        _work.Dispose();
        CloseReport();
    }

    /// <inheritdoc />
    private protected override RunReport? OpenReport() => Report is null ? null : new(this, Report, writes: true);

    /// <inheritdoc />
    protected override void End()
    {
        var choice = Chosen;
        var name = choice.RequireName(this);
        if (Prune) PlanChecks.RequireWhole(Services, name);
        WarnOfUnread();
        LocationOfSession.Tell(SessionState);
        var time = TimeOf(Timeout);
        var options = new ComparisonOptions
        {
            Prune = Prune,
            Force = Force,
            NeedsHistory = true,
            ThrottleLimit = ThrottleLimit,
            Timeout = time.Left,
        };
        var pool = Planning.Addresses.AddressPool.Parse(choice.AddressPool);
        var comparer = new FederationComparer(options, cluster => KubernetesConnections.For(cluster, time));
        var comparison = _work.Run(stop => comparer.CompareAsync(name, Services, pool, stop), this);
        MeshSession.Current.RememberFederation(name);
        foreach (var failure in comparison.Failures) WriteFailure(failure);
        foreach (var note in comparison.LeftOut.Concat(comparison.Notes)) WriteWarning(note);
        foreach (var note in comparison.Plan.UnknownAccess.Concat(comparison.Plan.OpenAccess)) WriteWarning(note);
        foreach (var danger in comparison.Plan.Danger)
            WriteWarning($"{danger.Cluster}: {danger.Message} Publishing is refused until it is mended.");
        foreach (var widened in Widenings.Errors(comparison.Plan.Widening))
            WriteWarning($"{widened.Message} Publishing is refused until it is mended or accepted: -AcceptWidening.");
        Gathered?.Add(comparison.Plan);
        WriteObject(comparison.Plan);
    }

    /// <inheritdoc />
    protected override void StopProcessing() => _work.Stop();
}
