using System.Management.Automation;
using MeshFederation.Analysis;
using MeshFederation.Analysis.Checks;
using MeshFederation.Analysis.Faults;
using MeshFederation.Clusters.Checking;
using MeshFederation.Clusters.Manifests;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Clusters;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Reporting;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Findings;
using MeshFederation.Planning;

namespace MeshFederation.Commands;

/// <summary>
/// Analyses a federation: services before they are published, manifests, or files of what clusters have, whoever wrote them.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "MeshFederation", DefaultParameterSetName = OfInput, HelpUri = HelpLink.Base + "Test-MeshFederation.md")]
[OutputType(typeof(MeshFinding), typeof(MeshCheck), typeof(bool))]
public sealed class TestMeshFederationCommand : AnalysisCommand
{
    private const string OfInput = "InputObject";
    private const string OfFiles = "Path";
    private const string OfLiteralFiles = "LiteralPath";

    private readonly List<MeshFinding> _unread = [];

    /// <summary>The services, manifests, or files with the objects of clusters.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = OfInput)]
    [AllowEmptyCollection]
    public PSObject?[]? InputObject { get; set; } = [];

    /// <summary>Files or folders with the objects of clusters.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = OfFiles,
        HelpMessage = "A folder with a folder or file for each cluster, or @{ cluster1 = './cluster1.yaml' }.")]
    [SupportsWildcards]
    [ClusterFilesArgument]
    [AllowEmptyCollection]
    public ClusterFiles[]? Path { get; set; }

    /// <summary>Files or folders with the objects of clusters, wildcards taken literally.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = OfLiteralFiles,
        HelpMessage = "A folder with a folder or file for each cluster, or @{ cluster1 = './cluster1.yaml' }.")]
    [Alias("PSPath")]
    [ClusterFilesArgument(Literal = true)]
    [AllowEmptyCollection]
    public ClusterFiles[]? LiteralPath { get; set; }

    /// <summary>Ids of rules that are not asked for, wildcards allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RuleCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ExcludeRule { get; set; } = [];

    /// <summary>Look at the live clusters too: the services' own, or those of -Cluster. Nothing is changed.</summary>
    [Parameter(ParameterSetName = OfInput)]
    public SwitchParameter Live { get; set; }

    /// <summary>How many clusters are read at the same time.</summary>
    [Parameter(ParameterSetName = OfInput)]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>How long reading all clusters may take, and those that are away are waited for.</summary>
    [Parameter(ParameterSetName = OfInput)]
    [DurationArgument]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Answer whether there is no error, instead of what was found.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>A file for a report of what is said, written also when it ends with an error; its name says the format.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Report { get; set; }

    /// <inheritdoc />
    private protected override RunReport? OpenReport() => Report is null ? null : new(this, Report, writes: true);

    /// <inheritdoc />
    protected override void Process() => Collect(InputObject);

    /// <inheritdoc />
    protected override void End()
    {
        if (Live) RequireNoObjects(PipedFile);
        RequireUsed(Live, plans: !TakesObjects && (!Live || Services.Count > 0 || Cluster.Sound() is not { Length: > 0 }));
        if (Live && Services.Count > 0 && Cluster.Sound() is { Length: > 0 })
            throw Unused(nameof(Cluster), "the clusters of the services are asked", ", or ask those of -Cluster without services");
        foreach (var pattern in ExcludeRule.Where(pattern => !FaultCatalog.All.Any(fault => Matches(pattern, fault.Id))))
            WriteWarning($"-ExcludeRule '{pattern}' leaves nothing out: no rule has that id.");
        var clusters = ContextClusters.Read(this, Work, Cluster.Sound(), () => TimeOf(Timeout));
        if (Live)
        {
            EndLive(clusters);
            return;
        }

        var allRead = IsDeclaredWhole;
        ClusterFiles[] files = [.. PipedFile, .. Path.Sound(), .. LiteralPath.Sound()];
        if (files.Length > 0 || ParameterSetName != OfInput) ReadFiles(files, clusters, ref allRead);
        var isNone = Manifests.TrueForAll(manifest => manifest.Kind.Length == 0) && Services.Count == 0;
        if (allRead && isNone && files.Length > 0) throw NoObject(files);
        var view = Input(clusters);
        IReadOnlyList<MeshFinding> findings = [.. _unread, .. FederationAnalysis.Run(view, IsAsked)];
        Gather(findings);
        if (Quiet) WriteObject(allRead && FederationAnalysis.IsSound(findings));
        else WriteObject(findings, enumerateCollection: true);
    }

    private void EndLive(MeshCluster[] clusters)
    {
        var choice = Chosen;
        var name = Services.Count == 0 && clusters.Length > 0 ? "" : choice.RequireName(this);
        WarnOfUnread();
        LocationOfSession.Tell(SessionState);
        var checker = new LiveChecker(ThrottleLimit, TimeOf(Timeout)) { ReadsAuthorities = true };
        var pool = Planning.Addresses.AddressPool.Parse(choice.AddressPool);
        var scene = Services.Count == 0 && clusters.Length > 0
            ? Work.Run(stop => checker.ReadSceneAsync(clusters, stop), this)
            : Work.Run(stop => checker.ReadAsync(name, Services, pool, stop), this);
        var checks = CheckList.Run(scene);
        var there = FederationAnalysis.Run(scene.AsTheyAre(), IsAsked);
        var declared = Services.Count == 0 ? [] : FederationAnalysis.Run(scene.AsPublished(Manifests), IsAsked);
        var findings = declared.Concat(there)
            .DistinctBy(finding => (finding.Rule, finding.Cluster, finding.Target, finding.Field, finding.Sentence ?? finding.Message))
            .Where(finding => !checks.Any(check => check.Rule == finding.Rule && check.Message == finding.Message))
            .ToList();
        Gather(findings);
        Gather(checks);
        if (Quiet)
        {
            WriteObject(IsDeclaredWhole && CheckList.IsSound(checks) && FederationAnalysis.IsSound(findings));
            return;
        }

        WriteObject(findings.Where(finding => finding.EndangersControlPlane), enumerateCollection: true);
        WriteObject(checks, enumerateCollection: true);
        WriteObject(findings.Where(finding => !finding.EndangersControlPlane), enumerateCollection: true);
    }

    private void Gather(IEnumerable<object> found)
    {
        if (Gathered is not { } report) return;
        foreach (var item in found) report.Add(item);
    }

    private bool IsAsked(string rule) => !Array.Exists(ExcludeRule, pattern => Matches(pattern, rule));

    private static bool Matches(string pattern, string rule) => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(rule);

    private bool IsDeclaredWhole => Services.All(service => service.Unread.Count == 0);

    /// <summary>Whether objects are taken as they are, and nothing is planned.</summary>
    private bool TakesObjects =>
        Services.Count == 0 && (Manifests.Count > 0 || PipedFile.Count > 0 || ParameterSetName != OfInput);

    private FederationView Input(MeshCluster[] clusters)
    {
        if (TakesObjects) return AnalysedFiles.View(Manifests, clusters);
        var federation = Federate();
        return new(Manifests.Concat(FederationPlanner.Plan(federation)), federation.Services, clusters);
    }

    /// <summary>Of what is not there nothing is found, and that is no good news.</summary>
    private static MeshException NoObject(ClusterFiles[] files) => new(
        MeshErrorId.InputEmpty,
        MeshErrorKind.ObjectNotFound,
        $"There is no object in {string.Join(", ", files.Select(file => $"'{file.Path}'"))}, so nothing can be said of it.",
        "Name files with objects of clusters, or a folder that has some: *.yaml, *.yml or *.json.",
        files[0].Path);

    /// <summary>
    /// What cannot be read, a file or a document of it, is an error of its own, and a finding, which lasts where the error is gone; the
    /// others are still analysed.
    /// </summary>
    private void ReadFiles(ClusterFiles[] files, MeshCluster[] clusters, ref bool allRead)
    {
        foreach (var read in ManifestFiles.Read(AnalysedFiles.Find(this, files, clusters)))
        {
            Manifests.AddRange(read.Objects);
            allRead &= read.Faults.Count == 0;
            foreach (var fault in read.Faults)
            {
                if (IsAsked(InputFaults.FileUnread.Id)) _unread.Add(InputFaults.OfFile(read.File.Cluster, read.File.Path, fault));
                WriteFailure(fault);
            }
        }
    }
}
