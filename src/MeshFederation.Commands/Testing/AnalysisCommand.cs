using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Commands;

/// <summary>The base of cmdlets that look at services, manifests or files, or at what the live clusters have.</summary>
public abstract class AnalysisCommand : CollectingCommand, IDisposable
{
    /// <summary>What is known of the clusters whose objects come in; of a single one, everything is its own.</summary>
    [Parameter]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    [AllowEmptyCollection]
    public MeshCluster[]? Cluster { get; set; }

    private protected override bool GivesClusters => false;

    /// <summary>Files that came down the pipeline.</summary>
    private protected List<ClusterFiles> PipedFile { get; } = [];

    /// <summary>The work on live clusters.</summary>
    private protected ClusterWork Work { get; } = new();

    /// <summary>The manifests that came down the pipeline or were read.</summary>
    private protected List<MeshManifest> Manifests { get; } = [];

    /// <inheritdoc />
    public void Dispose()
    {
        Work.Dispose();
        CloseReport();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    protected override void StopProcessing() => Work.Stop();

    /// <summary>Takes what came down the pipeline; a null there is a value that somebody meant.</summary>
    private protected void Collect(IEnumerable<PSObject?>? input)
    {
        foreach (var item in input ?? [null])
        {
            if (PipedFiles.Of(item) is { } file) PipedFile.Add(file);
            else ExportInput.Sort(item, Collect, Manifests.Add);
        }
    }

    /// <summary>
    /// Manifests and files are taken as they are, and live clusters are asked what they have: only services are planned, by a name and a
    /// pool, and only live clusters are waited for.
    /// </summary>
    /// <param name="isLive">Whether live clusters are asked.</param>
    /// <param name="plans">Whether anything is planned.</param>
    /// <exception cref="MeshException">Something is given that nothing uses.</exception>
    private protected void RequireUsed(bool isLive, bool plans)
    {
        if (!plans && FirstBound(nameof(AddressPool), nameof(Name)) is { } ofPlanning)
        {
            throw isLive
                ? Unused(ofPlanning, "-Live asks the clusters what they have, whatever is declared", "")
                : Unused(ofPlanning, "nothing is planned by it, since there are no services", ", or give services");
        }

        if (!isLive && FirstBound("ThrottleLimit", "Timeout") is { } ofReading)
            throw Unused(ofReading, "no live clusters are read", ", or read them: -Live");
    }

    private string? FirstBound(params string[] names) => Array.Find(names, IsBound);

    /// <summary>The error for a parameter that nothing would use.</summary>
    private protected static MeshException Unused(string parameter, string why, string orElse) => new(
        MeshErrorId.InputInvalid,
        MeshErrorKind.InvalidArgument,
        $"-{parameter} would not be used: {why}.",
        $"Leave -{parameter} out{orElse}.",
        parameter);

    /// <summary>With -Live the clusters say what there is: manifests and files beside would be heard by nobody.</summary>
    /// <param name="files">The files that were named.</param>
    /// <exception cref="MeshException">There are manifests or files.</exception>
    private protected void RequireNoObjects(IReadOnlyCollection<ClusterFiles> files)
    {
        if (Manifests.Count == 0 && files.Count == 0) return;
        throw new MeshException(
            MeshErrorId.InputInvalid,
            MeshErrorKind.InvalidArgument,
            $"-Live asks the clusters what they have; the {(files.Count > 0 ? "files" : "manifests")} that are given would not be used.",
            "Give services or -Cluster with -Live, or leave -Live out.",
            files.Count > 0 ? files.First().ToString() : Manifests[0]);
    }
}
