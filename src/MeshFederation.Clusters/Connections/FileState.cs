namespace MeshFederation.Clusters.Connections;

/// <summary>What tells that files have changed: their times and sizes.</summary>
internal static class FileState
{
    public static string Of(IEnumerable<string> paths) => string.Join('\n', paths.Select(path => new FileInfo(path)).Select(file =>
        file.Exists ? FormattableString.Invariant($"{file.FullName}|{file.LastWriteTimeUtc.Ticks}|{file.Length}") : $"{file.FullName}|"));
}
