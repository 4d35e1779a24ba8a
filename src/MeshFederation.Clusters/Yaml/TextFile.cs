using System.Text;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Yaml;

/// <summary>Reads a file whole, as UTF-8 with or without a byte order mark, and says what kept it from being read.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Read(string path) => Decode(Bytes(path), path);

    private static byte[] Bytes(string path)
    {
        // .NET reports a directory as a lack of rights on some systems and as an I/O error on others.
        if (Directory.Exists(path))
        {
            throw new MeshException(
                MeshErrorId.FileIsDirectory,
                MeshErrorKind.InvalidArgument,
                $"'{path}' is a directory.",
                "Name the files in it, as in *.yaml.",
                path);
        }

        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            throw new MeshException(
                MeshErrorId.FileNotFound,
                MeshErrorKind.ObjectNotFound,
                $"There is no file '{path}'.",
                "Check the path, and the directory it starts from.",
                path,
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException
            or System.Security.SecurityException)
        {
            throw new MeshException(
                MeshErrorId.FileUnreadable,
                MeshErrorKind.ReadError,
                $"The file '{path}' cannot be read: {exception.Message}",
                "Check that you may read it and that no other program has it locked.",
                path,
                exception);
        }
    }

    private static string Decode(byte[] bytes, string path)
    {
        ReadOnlySpan<byte> content = bytes;
        if (content.StartsWith(Encoding.UTF8.Preamble)) content = content[Encoding.UTF8.Preamble.Length..];
        if (content.StartsWith(Encoding.Unicode.Preamble) || content.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            throw YamlErrors.NotText(path, 1, 1, "It is UTF-16.");
        }

        try
        {
            return Strict.GetString(content);
        }
        catch (DecoderFallbackException exception)
        {
            var before = content[..Math.Clamp(exception.Index, 0, content.Length)];
            var lineStart = before.LastIndexOf((byte)'\n') + 1;
            throw YamlErrors.NotText(
                path,
                before.Count((byte)'\n') + 1,
                Encoding.UTF8.GetCharCount(before[lineStart..]) + 1,
                "The bytes there are no UTF-8 text.",
                exception);
        }
    }
}
