using System.Globalization;
using System.Management.Automation;
using MeshFederation.Clusters.Histories;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Publishing;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Histories;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>
/// Shows the federations of clusters: objects, revision, when and by whom it was published, and whether somebody else has changed it since.
/// </summary>
[Cmdlet(VerbsCommon.Get, "MeshFederation", DefaultParameterSetName = ByContext, HelpUri = HelpLink.Base + "Get-MeshFederation.md")]
[OutputType(typeof(MeshFederationStatus), typeof(MeshRevision), typeof(MeshService))]
public sealed class GetMeshFederationCommand : MeshCommand, IDisposable
{
    private const string ByCluster = "Cluster";
    private const string ByContext = "Context";
    private const string ByFederation = "Federation";
    private const string OfAll = "AllContexts";

    private readonly ClusterWork _work = new();
    private readonly List<MeshCluster> _clusters = [];
    private readonly List<string> _declared = [];
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    /// <summary>Names of federations; all by default.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FederationCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>The clusters.</summary>
    [Parameter(
        Mandatory = true, ParameterSetName = ByCluster, ValueFromPipeline = true, HelpMessage = "Clusters, as in $cluster1, $cluster2.")]
    [AllowEmptyCollection]
    [ClusterArgument(Besides = [typeof(MeshFederationDeclaration)])]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public MeshCluster[]? Cluster { get; set; }

    /// <summary>The federation, with its clusters.</summary>
    [Parameter(
        Mandatory = true, ParameterSetName = ByFederation, ValueFromPipeline = true, HelpMessage = "A value of New-MeshFederation.")]
    public MeshFederationDeclaration? Federation { get; set; }

    /// <summary>Contexts of the kubeconfig; the current one by default.</summary>
    [Parameter(ParameterSetName = ByContext)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public string[]? Context { get; set; }

    /// <summary>Read all contexts of the kubeconfig.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfAll)]
    public SwitchParameter AllContexts { get; set; }

    /// <summary>The kubeconfig file; those of $env:KUBECONFIG, else ~/.kube/config, by default.</summary>
    [Parameter(ParameterSetName = ByContext)]
    [Parameter(ParameterSetName = OfAll)]
    [ValidateNotNullOrEmpty]
    public string? Kubeconfig { get; set; }

    /// <summary>The namespace of istiod in the clusters of these contexts.</summary>
    [Parameter(ParameterSetName = ByContext)]
    [Parameter(ParameterSetName = OfAll)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string IstioNamespace { get; set; } = MeshCluster.UsualNamespace;

    /// <summary>List the revisions instead.</summary>
    [Parameter]
    public SwitchParameter History { get; set; }

    /// <summary>Give the services instead, as they were declared when the federation was published last.</summary>
    [Parameter]
    public SwitchParameter AsDeclaration { get; set; }

    /// <summary>How many clusters are read at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 32;

    /// <summary>How long reading all clusters may take, and those that are away are waited for.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public void Dispose() => _work.Dispose();

    /// <inheritdoc />
    protected override void Begin()
    {
        if (History && AsDeclaration) throw Contradiction();
    }

    /// <inheritdoc />
    protected override void Process()
    {
        if (ParameterSetName == ByCluster) _clusters.AddRange(Cluster.Sound());
        else if (Federation is { } federation) Take(federation);
    }

    private void Take(MeshFederationDeclaration federation)
    {
        if (IsBound(nameof(Name))) throw NameTwice(federation);
        if (federation.Cluster.Count + federation.ClientCluster.Count == 0) throw NoCluster(federation);
        _declared.Add(federation.Name);
        _clusters.AddRange(federation.Cluster.Concat(federation.ClientCluster).Except(_clusters));
    }

    /// <inheritdoc />
    protected override void End()
    {
        var isNamed = ParameterSetName is ByCluster or ByFederation;
        if (isNamed && _clusters.Count == 0) return;
        if (_declared.Count > 0) Name = [.. _declared];
        var clusters = ClusterSelection.Of(
            this,
            isNamed ? [.. _clusters] : null,
            AllContexts ? ["*"] : Context,
            Kubeconfig,
            IstioNamespace,
            WriteFailure);
        var reads = new List<ClusterFederations>();
        foreach (var read in _work.Stream(
            stop => new FederationReader(null, ThrottleLimit, TimeOf(Timeout)) { NeedsDeclaration = AsDeclaration }
                .ReadAsync(clusters, stop), this))
        {
            if (read.Failure is not null) WriteFailure(read.Failure);
            foreach (var note in read.Notes) WriteWarning(note);
            reads.Add(read);
            Write(read);
        }

        if (AsDeclaration)
        {
            foreach (var name in _found.Order(StringComparer.Ordinal)) WriteDeclaration(name, reads);
        }

        foreach (var missing in ClusterFederations.MissingRecords(reads, _found)) WriteFailure(missing);
        if (reads.TrueForAll(read => read.Failure is null)) RequireFound(clusters);
    }

    /// <inheritdoc />
    protected override void StopProcessing() => _work.Stop();

    private void Write(ClusterFederations read)
    {
        var names = read.Status.Select(status => status.Name).Where(Matches).ToHashSet(StringComparer.Ordinal);
        _found.UnionWith(names);
        foreach (var name in names) MeshSession.Current.RememberFederation(name);
        foreach (var status in read.Status) MeshSession.Current.RememberRevision(status.Name, status.Revision);
        foreach (var revision in read.Revision) MeshSession.Current.RememberRevision(revision.Name, revision.Revision, Tip(revision));
        if (AsDeclaration) return;
        if (History) WriteObject(read.Revision.Where(revision => names.Contains(revision.Name)), enumerateCollection: true);
        else WriteObject(read.Status.Where(status => names.Contains(status.Name)), enumerateCollection: true);
    }

    private void WriteDeclaration(string name, IReadOnlyCollection<ClusterFederations> reads)
    {
        try
        {
            var (record, services) = RecordedDeclaration.Newest(name, reads);
            if (!record.IsWhole)
            {
                WriteWarning($"The federation '{name}' has objects in its clusters that are not of this declaration: earlier ones that "
                    + "stayed, or changes that were declined. Compare-MeshFederation shows them.");
            }

            foreach (var service in services) MeshSession.Current.Remember(service);
            WriteObject(services, enumerateCollection: true);
        }
        catch (MeshException exception) when (exception.ErrorId == MeshErrorId.DeclarationNotRecorded)
        {
            WriteRecovered(name, reads, exception);
        }
        catch (MeshException exception)
        {
            WriteFailure(exception);
        }
    }

    /// <summary>Without a record the objects are read back; what they do not tell is said.</summary>
    private void WriteRecovered(string name, IReadOnlyCollection<ClusterFederations> reads, MeshException unrecorded)
    {
        var recovered = PublishedDeclaration.Read(name, reads);
        if (recovered.Services.Count == 0)
        {
            WriteFailure(unrecorded);
            return;
        }

        WriteWarning($"{unrecorded.Message} This is read back from the objects of the clusters, and "
            + (recovered.Unread.Count == 0 ? "makes the same objects again." : "makes other objects where a warning says so."));
        foreach (var note in recovered.Unread.Concat(recovered.Untold)) WriteWarning(note);
        foreach (var service in recovered.Services) MeshSession.Current.Remember(service);
        WriteObject(recovered.Services, enumerateCollection: true);
    }

    private static MeshException Contradiction() => new(
        MeshErrorId.InputInvalid,
        MeshErrorKind.InvalidArgument,
        "-History and -AsDeclaration cannot be given together: one lists revisions, the other gives the services of the newest.",
        "Leave one of them out.",
        nameof(AsDeclaration));

    private static MeshException NameTwice(MeshFederationDeclaration federation) => new(
        MeshErrorId.InputInvalid,
        MeshErrorKind.InvalidArgument,
        $"-Name would not be used: the federation that comes down the pipeline is '{federation}'.",
        "Leave -Name out, or give the clusters instead: $federation.Cluster.",
        nameof(Name));

    private static MeshException NoCluster(MeshFederationDeclaration federation) => new(
        MeshErrorId.ClusterNotNamed,
        MeshErrorKind.InvalidArgument,
        $"The federation '{federation}' was made without clusters, so it is not known where to look for it.",
        $"Name them: New-MeshFederation {federation} -Cluster cluster1, cluster2; or Get-MeshFederation {federation} -Cluster cluster1, "
        + "cluster2.",
        federation);

    private static string Tip(MeshRevision revision) =>
        $", {revision.Published.ToString("u", CultureInfo.InvariantCulture)}"
        + (revision.PublishedBy.Length > 0 ? $" by {revision.PublishedBy}" : "")
        + (revision.Note.Length > 0 ? $": {revision.Note}" : "");

    private bool Matches(string federation) =>
        Array.Exists(Name, pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(federation));

    private void RequireFound(IReadOnlyList<MeshCluster> clusters)
    {
        foreach (var name in Name.Where(
            name => !WildcardPattern.ContainsWildcardCharacters(name) && !_found.Contains(name.ToLowerInvariant())))
        {
            WriteFailure(new(
                MeshErrorId.FederationNotFound,
                MeshErrorKind.ObjectNotFound,
                $"There is no federation '{name}' in {string.Join(", ", clusters)}.",
                "Get-MeshFederation without a name lists all; -IstioNamespace says where istiod is when that is not istio-system.",
                name));
        }
    }
}
