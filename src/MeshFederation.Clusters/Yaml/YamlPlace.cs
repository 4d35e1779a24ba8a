using MeshFederation.Model.Errors;
using YamlDotNet.Core;

namespace MeshFederation.Clusters.Yaml;

/// <summary>Turns the marks of a parser that reads a part of a file into lines of the file.</summary>
/// <param name="File">The path of the file, or the name that the text was given.</param>
/// <param name="LinesBefore">How many lines stand before the part.</param>
internal readonly record struct YamlPlace(string File, int LinesBefore)
{
    public int LineOf(Mark mark) => (int)mark.Line + LinesBefore;

    public MeshException Error(Mark mark, string cause, Exception? inner = null) =>
        YamlErrors.At(File, LineOf(mark), mark.Column, cause, inner);
}
